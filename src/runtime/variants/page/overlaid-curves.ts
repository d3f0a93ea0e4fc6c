// The curves of several runs laid over each other: losses and the measured figure over the steps of training, and the curves
// of the evaluation; a colour for each variant, a line for each seed.
import { runFolder } from '../../record/run-folder.ts';
import { chartsOf } from '../../report/curve-charts.ts';
import { escapeHtml } from '../../report/escape-html.ts';
import { drawLines, type Line, type LineChart, type Points } from '../../report/line-chart.ts';
import { storedEvents } from '../../stored/stored-events.ts';
import { curvesOf } from './stored-curves.ts';

export interface DrawnRun {
  /** Its folder. */
  readonly run: string;
  /** Class of its lines. */
  readonly kind: string;
  /** Where AUPRO ends. */
  readonly fprLimit: number;
}

/** Losses beyond these are left out. */
const mostLosses = 4;

/** HTML; empty where the runs left nothing to draw. */
export function overlaidCurves(runs: readonly DrawnRun[]): string {
  const charts = [...trainingCharts(runs), ...evaluationCharts(runs)];
  return charts.length === 0 ? '' : `<div class="curves">${charts.map(drawLines).join('\n')}</div>`;
}

interface NamedLine {
  readonly name: string;
  readonly line: Line;
}

function trainingCharts(runs: readonly DrawnRun[]): readonly LineChart[] {
  const lines = runs.flatMap(({ run, kind }) =>
    trainingLines(runFolder(run).events).map(({ name, points }) => ({ name, line: { points, kind } })),
  );
  const names = [...new Set(lines.map(({ name }) => name))];
  const losses = names.filter((name) => name.startsWith('loss ')).slice(0, mostLosses);
  const others = names.filter((name) => !name.startsWith('loss '));
  return [...losses, ...others].map((name) => overSteps(name, lines));
}

function overSteps(name: string, all: readonly NamedLine[]): LineChart {
  const lines = all.filter((one) => one.name === name).map(({ line }) => line);
  const values = lines.flatMap(({ points }) => points.y);
  const low = values.reduce((a, b) => Math.min(a, b), 0);
  const high = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return {
    title: escapeHtml(name),
    x: 'step',
    y: name.startsWith('loss ') ? 'loss' : escapeHtml(name.split(' ')[0] ?? ''),
    lines: lines.map(({ points, kind }) => ({ points, kind })),
    to: lines.flatMap(({ points }) => points.x).reduce((a, b) => Math.max(a, b), 1),
    range: [low, high > low ? high : low + 1],
  };
}

function trainingLines(file: string): readonly { readonly name: string; readonly points: Points }[] {
  const found = new Map<string, [number, number][]>();
  const add = (name: string, step: number | undefined, value: number | null | undefined) => {
    if (step === undefined || typeof value !== 'number' || !Number.isFinite(value)) return;
    const points = found.get(name);
    if (points === undefined) found.set(name, [[step, value]]);
    else points.push([step, value]);
  };
  try {
    for (const { event: one } of storedEvents(file)) {
      const { event, step, loss, value, metric } = one;
      if (event === 'step') for (const [name, told] of Object.entries(loss ?? {})) add(`loss ${name}`, step, told);
      if (event === 'validation') add(`${metric ?? ''} on synthetic anomalies`, step, value);
    }
  } catch {
    return []; // Curves are to look at: a run without them is compared all the same.
  }
  return [...found].map(([name, points]) => ({ name, points: thinned(columns(points)) }));
}

function columns(points: readonly (readonly [number, number])[]): Points {
  return { x: points.map(([x]) => x), y: points.map(([, y]) => y) };
}

function evaluationCharts(runs: readonly DrawnRun[]): readonly LineChart[] {
  const drawn = runs.flatMap(({ run, kind, fprLimit }) => {
    const curves = curvesOf(run);
    return curves === undefined ? [] : chartsOf(curves, fprLimit).map((chart) => ({ kind, chart }));
  });
  const titles = [...new Set(drawn.map(({ chart }) => chart.title))];
  return titles.flatMap((title) => {
    const those = drawn.filter(({ chart }) => chart.title === title);
    const [first] = those;
    if (first === undefined) return [];
    const { x, y } = first.chart;
    const lines = those.map(({ kind, chart }) => ({ points: thinned(chart.points), kind }));
    return [{ title, x, y, lines, to: Math.max(...those.map(({ chart }) => chart.to)) }];
  });
}

/** Points that are nearer to the last one than anybody sees are left out; the last stays. */
function thinned({ x, y }: Points): Points {
  const [xs, ys] = [spanOf(x), spanOf(y)];
  const kept: number[] = [];
  for (const [i, value] of x.entries()) {
    const last = kept.at(-1);
    const moved =
      last === undefined ? 1 : Math.abs(value - (x[last] ?? 0)) / xs + Math.abs((y[i] ?? 0) - (y[last] ?? 0)) / ys;
    if (moved > 0.006 || i === x.length - 1) kept.push(i);
  }
  return { x: kept.map((i) => x[i] ?? 0), y: kept.map((i) => y[i] ?? 0) };
}

function spanOf(values: readonly number[]): number {
  return (
    values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY) -
      values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY) || 1
  );
}
