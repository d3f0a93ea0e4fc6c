// What `anoseg bench` measured, as people read it.
import { type Measured, type ProfiledOperation, spreadOf, type Times, totalOf } from '../../../api/runs.ts';
import { formatCount, formatTimeLeft } from '../../../ui/text/format.ts';
import { foldedRows, foldedText, formatBytes, tables } from '../../shell/columns.ts';
import { type BenchResult, expectedTraining, shownOperations } from './bench-result.ts';

export function benchText(result: BenchResult, width: number): string {
  return [...measuredLines(result, width), '', ...operationLines(result, width), ''].join('\n');
}

function measuredLines({ measured, threads, trainingSteps }: BenchResult, width: number): readonly string[] {
  const { step, network, steps, samples, peakMemory, pictures, engine, busy } = measured;
  const times = spreadOf(step);
  const drawing = Math.max(0, 1 - spreadOf(network).median / times.median);
  const rows = [
    ['training step', spreadText(step)],
    ['without drawing', `${spreadText(network)}: ${percent(drawing)} less`],
    ['images', `${((1000 * samples) / times.median).toPrecision(3)} a second`],
    ['peak memory', `${formatBytes(peakMemory)}, with ${formatCount(pictures.count)} images`],
  ];
  const from = pictures.areDrawn ? 'drawn images (the data set is not there)' : 'images of the data set';
  const oneDnn = engine.oneDnn === undefined ? '' : `, oneDNN ${engine.oneDnn}`;
  const machine = `${counted(threads, 'thread')}, ${engine.device}${oneDnn}, TensorFlow ${engine.tensorflow}`;
  const all = formatTimeLeft(expectedTraining(times.median, trainingSteps));
  return [
    ...foldedText(`${counted(steps, 'step')} on ${from}: ${machine}`, width, '  '),
    ...foldedRows(rows, ['left', 'left'], width, '  ').flat(),
    '',
    ...foldedText(
      `the whole training of ${counted(trainingSteps, 'step')} takes about ${all}; reading images, saving, threshold and evaluation come on top`,
      width,
      '  ',
    ),
    ...(isBusy(busy) ? foldedText(busyText(busy), width, '  ') : []),
  ];
}

// Other work as much as half of the processors makes steps visibly slower.
function isBusy({ load, cores }: Measured['busy']): boolean {
  return load > cores / 2;
}

function busyText({ load, cores }: Measured['busy']): string {
  const processors = cores === 1 ? '1 processor' : `${formatCount(cores)} processors`;
  return `other programs were at work (a load of ${load.toFixed(1)} on ${processors}): on an idle machine it is quicker`;
}

function spreadText(times: Times): string {
  const { median, min, max } = spreadOf(times);
  const processors = spreadOf({ ...times, wall: times.cpu }).median;
  return `${formatMs(median)} (${formatMs(min)} to ${formatMs(max)}), ${formatMs(processors)} of CPU`;
}

/** Three digits. */
function formatMs(ms: number): string {
  return ms >= 10_000 ? `${(ms / 1000).toPrecision(3)} s` : `${Number(ms.toPrecision(3))} ms`;
}

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function percent(share: number, digits = 0): string {
  return `${(100 * share).toFixed(digits)}%`;
}

function operationLines({ profile, pipeline }: BenchResult, width: number): readonly string[] {
  const { operations, total, rest, steps } = profile;
  const shown = operations.slice(0, shownOperations);
  const others = operations.slice(shownOperations);
  const number = (ms: number) => (ms < 0.05 ? '' : ms.toFixed(1));
  const share = (ms: number) => (total > 0 ? percent(ms / total, 1) : '');
  const row = ({ name, file, line, times }: ProfiledOperation) => [
    name,
    file === pipeline ? `line ${line}` : `${file}:${line}`,
    share(totalOf({ times })),
    number(times.forward),
    number(times.backward),
    number(times.update),
  ];
  const rows = [
    ...shown.map(row),
    ...(others.length > 0
      ? [[`${others.length} others`, '', share(others.reduce((sum, one) => sum + totalOf(one), 0))]]
      : []),
    ['pictures, clock, totals', '', share(rest)],
  ];
  const how = `what a step is made of, in ms: ${formatMs(total)} in all, one operation after the other, by TensorFlow's log of ${counted(steps, 'step')}`;
  return [
    ...foldedText(how, width, '  '),
    ...tables(
      [['operation', 'at', 'share', 'forward', 'backward', 'update'], ...rows],
      ['left', 'left', 'right', 'right', 'right', 'right'],
      width,
      '  ',
    ),
  ];
}
