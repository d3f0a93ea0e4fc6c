// `anoseg plan` of an experiment: how many runs, what each kind of run costs, and how long all of them take on this machine.
import { cacheFolder } from '../../../api/engine.ts';
import { type Model, plan, processMemory } from '../../../api/language.ts';
import { expectTraining, readSpeeds } from '../../../api/runs.ts';
import { formatCount, shellWord } from '../../../ui/text/format.ts';
import { widthOf } from '../../../ui/view.ts';
import { tellFindings } from '../../pipelines/tell-findings.ts';
import { withLibrary } from '../../pipelines/valid-pipeline.ts';
import { foldedText, formatAmount, tables } from '../../shell/columns.ts';
import { type ExitCode, exitCode } from '../../shell/exit-code.ts';
import { printJson, type Terminal } from '../../shell/terminal.ts';
import { checkerOf } from '../run/checked-runs.ts';
import type { EachValue } from '../run/each-words.ts';
import { Findings } from '../run/findings.ts';
import { type Grid, type GridOptions, parametersOf } from '../run/grid.ts';
import { gridOfFile } from '../run/grid-of-file.ts';
import { timeText } from './plan-training.ts';

/** Runs that are the same but for repeats. */
interface Kind {
  readonly parameters: Readonly<Record<string, string>>;
  readonly runs: number;
  readonly steps: number;
  readonly multiplyAdds: number;
  readonly memory: number;
  /** Of one training; undefined where nothing was measured here. */
  readonly seconds: number | undefined;
  /** Whether that was measured on a few steps only. */
  readonly isRough: boolean;
}

export async function planExperiment(name: string, options: GridOptions, terminal: Terminal): Promise<ExitCode> {
  const { grid, diagnostics } = await gridOfFile(name, options, terminal);
  if (grid === undefined) return tellFindings(diagnostics, terminal);
  const checkWith = checkerOf(grid);
  const findings = new Findings();
  const kinds: Kind[] = [];
  const repeats = product(grid.axes.filter(({ role }) => role === 'repeated').map(({ values }) => values.length));
  for (const run of withoutRepeats(grid)) {
    const { model, diagnostics: found } = checkWith(...run);
    if (model === undefined) findings.add(withLibrary(grid.source, model, found));
    else kinds.push(kindOf(model, told(run, grid), repeats, grid, terminal));
  }
  if (!findings.isEmpty) return tellFindings(findings.inOrderOf([]), terminal);
  if (terminal.json) printJson(terminal, documentOf(grid, kinds));
  else terminal.stdout.write(textOf(name, grid, kinds, widthOf(terminal.stdout)));
  return exitCode.done;
}

function withoutRepeats({ axes, runs }: Grid): readonly (readonly EachValue[])[] {
  return runs.filter((values) =>
    axes.every(({ role, values: [first] }, i) => role !== 'repeated' || values[i]?.text === first?.text),
  );
}

function told(values: readonly EachValue[], { axes }: Grid): readonly EachValue[] {
  return values.filter((_, i) => axes[i]?.role !== 'repeated');
}

function kindOf(
  model: Model,
  values: readonly EachValue[],
  runs: number,
  { threads, device }: Grid,
  { env }: Terminal,
): Kind {
  const { step } = plan(model);
  const { steps } = model.train;
  const expected = expectTraining(readSpeeds(cacheFolder(env)), {
    multiplyAdds: step.multiplyAdds,
    steps,
    threads,
    device,
  });
  return {
    parameters: parametersOf(values),
    runs,
    steps,
    multiplyAdds: step.multiplyAdds,
    memory: processMemory(step),
    seconds: expected?.seconds,
    isRough: expected?.isRough ?? false,
  };
}

function totalOf(kinds: readonly Kind[]): number | undefined {
  const known = kinds.flatMap(({ seconds, runs }) => (seconds === undefined ? [] : [seconds * runs]));
  return known.length < kinds.length ? undefined : known.reduce((a, b) => a + b, 0);
}

function documentOf({ axes, source }: Grid, kinds: readonly Kind[]) {
  const seconds = totalOf(kinds);
  return {
    format_version: '1.0',
    pipeline: source.name,
    runs: kinds.reduce((sum, { runs }) => sum + runs, 0),
    parameters: axes.map(({ name, role, values }) => ({ name, role, values: values.map(({ text }) => text) })),
    kinds: kinds.map(({ parameters, runs, steps, multiplyAdds, memory, seconds: each, isRough }) => ({
      parameters,
      runs,
      steps,
      multiply_adds: multiplyAdds,
      memory,
      expected_seconds: rounded(each),
      rough: isRough,
    })),
    expected_seconds: rounded(seconds),
  };
}

function rounded(seconds: number | undefined): number | null {
  return seconds === undefined ? null : Math.round(seconds * 1000) / 1000;
}

function textOf(file: string, { axes, source }: Grid, kinds: readonly Kind[], width: number): string {
  const names = axes.filter(({ role }) => role !== 'repeated').map(({ name }) => name);
  const head = [...names, 'runs', 'steps', 'multiply-adds a step', 'memory', 'training'];
  const rows = kinds.map(({ parameters, runs, steps, multiplyAdds, memory, seconds }) => [
    ...names.map((name) => parameters[name] ?? ''),
    formatCount(runs),
    formatCount(steps),
    formatAmount(multiplyAdds),
    `${formatAmount(memory)}B`,
    seconds === undefined ? '-' : timeText(seconds),
  ]);
  const alignment = head.map((_, i) => (i < names.length ? ('left' as const) : ('right' as const)));
  const count = kinds.reduce((sum, { runs }) => sum + runs, 0);
  const counts = axes.map(({ name, values }) => `${name} (${formatCount(values.length)})`).join(' x ');
  const total = totalOf(kinds);
  const time =
    total === undefined
      ? `how long they take here, \`anoseg bench ${shellWord(source.name)}\` tells, with the \`--set\` of each kind`
      : `training takes about ${timeText(total)} here in all, one after the other; starting, reading images, thresholds and evaluation are not in it${kinds.some(({ isRough }) => isRough) ? '; roughly, from a short or unknown measure: `anoseg bench` measures it' : ''}`;
  const lines = [
    `${file}: ${formatCount(count)} runs of ${source.name}: ${counts}`,
    '',
    ...tables([head, ...rows], alignment, width),
    '',
    ...foldedText(time, width, '  '),
  ];
  return `${lines.join('\n')}\n`;
}

function product(counts: readonly number[]): number {
  return counts.reduce((a, b) => a * b, 1);
}
