// What is wrong with an experiment's pipeline for any of the values that the experiment gives it. Each finding is told once, at the
// value that brings it, or in the pipeline.
import type { Diagnostic } from '../../../api/language.ts';
import { withLibrary } from '../../pipelines/valid-pipeline.ts';
import type { Terminal } from '../../shell/terminal.ts';
import { checkerOf } from '../run/checked-runs.ts';
import { Findings } from '../run/findings.ts';
import { readGrid, tellingRuns } from '../run/grid-of-file.ts';

export interface ExperimentCheckOptions {
  readonly set?: readonly string[];
  readonly data?: string;
}

/** `name`: of an experiment whose pipeline is known. Without data, categories that `all` stands for are not looked at. */
export async function experimentFindings(
  name: string,
  { set, data }: ExperimentCheckOptions,
  terminal: Terminal,
): Promise<readonly Diagnostic[]> {
  const options = { ...(set && { set }), ...(data !== undefined && { data }) };
  const { grid, diagnostics: own } = await readGrid(name, options, terminal, true);
  if (grid === undefined) return own;
  const checkWith = checkerOf(grid);
  const findings = new Findings();
  for (const run of tellingRuns(grid)) {
    const { model, diagnostics } = checkWith(...run);
    const found = withLibrary(grid.source, model, diagnostics);
    findings.add(found.filter(({ severity }) => severity !== 'note'));
    if (findings.isFull) break;
  }
  return [...own, ...findings.inOrderOf([])];
}
