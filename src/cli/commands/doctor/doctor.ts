// `anoseg doctor`: what a run needs of this machine, of the engine, and of the compiler itself.
import path from 'node:path';
import { cacheFolder, examine, renderDoctor, withRow } from '../../../api/engine.ts';
import { shippedFolder } from '../../../api/folders.ts';
import { openPipelines } from '../../pipelines/pipelines.ts';
import { type ExitCode, exitCode } from '../../shell/exit-code.ts';
import { printJson, type Terminal } from '../../shell/terminal.ts';
import { graphsRow } from './graphs-row.ts';

/** Small enough that both are compiled in a fraction of a second. */
const small = { set: ['size=64', 'width=4'] };
const shipped = ['quickstart.anoseg', 'mvtec-bottle.anoseg'];

export async function doctor(terminal: Terminal): Promise<ExitCode> {
  const pipelines = openPipelines(small);
  const files = shipped.map((name) => path.join(shippedFolder(), name));
  const graphs = graphsRow(files, (file) => pipelines.check(pipelines.read(file)).model);
  const report = withRow(await examine(cacheFolder()), graphs);
  if (terminal.json) printJson(terminal, { format_version: '1.0', ...report });
  else terminal.stdout.write(`${renderDoctor(report).trimEnd()}\n`);
  return report.healthy ? exitCode.done : exitCode.outside;
}
