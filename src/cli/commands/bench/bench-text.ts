// What `anoseg bench` measured, as people read it.
import { type ProfiledOperation, spreadOf, type Times, totalOf } from '../../../api/runs.ts';
import { formatCount, formatDuration } from '../../../ui/text/format.ts';
import { foldedRows, foldedText, formatBytes, tables } from '../../shell/columns.ts';
import { type BenchResult, expectedTraining, shownOperations } from './bench-result.ts';

export function benchText(result: BenchResult, width: number): string {
  return [...measuredLines(result, width), '', ...operationLines(result, width), ''].join('\n');
}

function measuredLines({ measured, threads, trainingSteps }: BenchResult, width: number): readonly string[] {
  const { step, network, steps, samples, peakMemory, pictures, engine } = measured;
  const times = spreadOf(step);
  const without = spreadOf(network);
  const share = Math.max(0, 1 - without.median / times.median);
  const rows = [
    ['a training step', spreadText(step)],
    ['without augmentation', `${spreadText(network)}; drawing samples takes ${(100 * share).toFixed(0)}%`],
    ['images', `${((1000 * samples) / times.median).toPrecision(3)} a second`],
    ['peak memory', `${formatBytes(peakMemory)} of the process, with ${formatCount(pictures.count)} images`],
    [
      'the whole training',
      `about ${formatDuration(expectedTraining(times.median, trainingSteps))} for ${formatCount(trainingSteps)} steps, without reading images, saving, threshold and evaluation`,
    ],
  ];
  const from = pictures.areDrawn ? 'on drawn images, since the data set is not there' : 'on images of the data set';
  const oneDnn = engine.oneDnn === undefined ? '' : `, oneDNN ${engine.oneDnn}`;
  const machine = `${formatCount(threads)} thread${threads === 1 ? '' : 's'}, ${engine.device}${oneDnn}, TensorFlow ${engine.tensorflow}`;
  return [
    ...foldedText(`${formatCount(steps)} steps ${from}: ${machine}`, width, '  '),
    ...foldedRows(rows, ['left', 'left'], width, '  ').flat(),
  ];
}

function spreadText(times: Times): string {
  const { median, min, max } = spreadOf(times);
  const processors = spreadOf({ ...times, wall: times.cpu }).median;
  return `${formatMs(median)} (${formatMs(min)} to ${formatMs(max)}), ${formatMs(processors)} of processors`;
}

/** Three digits. */
function formatMs(ms: number): string {
  return ms >= 10_000 ? `${(ms / 1000).toPrecision(3)} s` : `${Number(ms.toPrecision(3))} ms`;
}

function operationLines({ profile }: BenchResult, width: number): readonly string[] {
  const { operations, total, rest, steps } = profile;
  const shown = operations.slice(0, shownOperations);
  const others = operations.slice(shownOperations).reduce((sum, found) => sum + totalOf(found), 0);
  const number = (ms: number) => (ms < 0.05 ? '' : ms.toFixed(1));
  const row = (found: ProfiledOperation) => [
    found.name,
    `${found.file}:${found.line}`,
    `${((100 * totalOf(found)) / total).toFixed(1)}%`,
    number(found.times.forward),
    number(found.times.backward),
    number(found.times.update),
  ];
  const restRow = (name: string, ms: number) => [name, '', `${((100 * ms) / total).toFixed(1)}%`, '', '', ''];
  const head = ['operation', 'at', 'share', 'forward ms', 'backward ms', 'update ms'];
  const rows = [
    ...shown.map(row),
    ...(operations.length > shown.length ? [restRow(`${operations.length - shown.length} others`, others)] : []),
    restRow('pictures, clock, totals', rest),
  ];
  const how = `what a step is made of, from TensorFlow's log of ${formatCount(steps)} more step${steps === 1 ? '' : 's'} (one operation after the other, ${formatMs(total)} a step)`;
  return [
    ...foldedText(how, width, '  '),
    ...tables([head, ...rows], ['left', 'left', 'right', 'right', 'right', 'right'], width, '  '),
  ];
}
