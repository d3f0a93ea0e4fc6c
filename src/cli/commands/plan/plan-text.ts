// A plan as people read it: a table for each network, what the map sees, who minimises what, and what a
// training step costs.

import {
  bytesOf,
  formatNumber,
  formatShape,
  type PlannedLine,
  type PlannedNetwork,
  type PlannedPart,
  type PlanReport,
  processMemory,
  type ReceptiveField,
} from '../../../api/language.ts';
import { formatCount } from '../../../ui/text/format.ts';
import { foldedRows, foldedText, formatAmount, formatBytes, tables } from '../../shell/columns.ts';

/** `machineMemory`: bytes that this process may use. */
export function planText(
  report: PlanReport,
  heading: string,
  machineMemory: number,
  width = Number.POSITIVE_INFINITY,
): string {
  const { map, networks } = report;
  const sees = map.receptiveField ? `; each pixel sees ${fieldText(map.receptiveField)} of the image` : '';
  return [
    heading,
    '',
    ...networks.flatMap((network) => [...networkTable(network, report, width), '']),
    ...foldedText(`anomaly map  ${map.name}, ${formatShape(map.shape)}${sees}`, width, '  '),
    '',
    'who minimises what',
    ...foldedRows(report.lines.map(lineRow), ['left', 'left', 'right', 'left'], width, '  ').flat(),
    '',
    ...foldedRows(
      networks.map((network) => optimizerRow(network, report.lines)),
      ['left', 'left', 'left'],
      width,
      '  ',
    ).flat(),
    '',
    ...stepLines(report, machineMemory, width),
    '',
  ].join('\n');
}

function networkTable(network: PlannedNetwork, { tensors, batch }: PlanReport, width: number): readonly string[] {
  const samples = batch.normal + batch.synthetic;
  const own = tensors.filter((tensor) => tensor.network === network.name);
  // Without anything that is frozen there is no column for it.
  const ofFrozen = (text: string) => (network.frozen === 0 ? [] : [text]);
  const rows = own.map(({ name, shape, dtype, parameters, frozen, multiplyAdds }) => [
    name.slice(network.name.length + 1),
    formatShape(shape),
    parameters === 0 ? '' : formatCount(parameters),
    ...ofFrozen(frozen === 0 ? '' : formatCount(frozen)),
    multiplyAdds === 0 ? '' : formatAmount(multiplyAdds),
    formatBytes(samples * bytesOf({ shape, dtype })),
  ]);
  const bytes = own.reduce((sum, tensor) => sum + samples * bytesOf(tensor), 0);
  const total = [
    'total',
    '',
    formatCount(network.parameters),
    ...ofFrozen(formatCount(network.frozen)),
    formatAmount(network.multiplyAdds),
    formatBytes(bytes),
  ];
  const head = ['tensor', 'shape', 'parameters', ...ofFrozen('frozen'), 'multiply-adds', `memory, batch of ${samples}`];
  const sees = network.receptiveField ? `, each pixel sees ${fieldText(network.receptiveField)} of its input` : '';
  return [
    ...foldedText(`network ${network.name}(${network.inputs.join(', ')}) -> ${network.result}${sees}`, width, '  '),
    ...tables(
      [head, ...rows, total],
      ['left', 'left', 'right', ...ofFrozen('right').map(() => 'right' as const), 'right', 'right'],
      width,
      '  ',
    ),
  ];
}

function fieldText({ height, width, whole }: ReceptiveField): string {
  const window = `${height} x ${width} pixels`;
  if (!whole) return window;
  return height === 0 ? 'all' : `${window}, and averages over all`;
}

function lineRow({ name, parts, trains }: PlannedLine): readonly string[] {
  const [first, ...others] = parts;
  const loss = [first?.loss ?? '', ...others.map((part) => `+ ${weightText(part)} ${part.loss}`)].join(' ');
  const on = first === undefined || first.on === 'all' ? '' : ` on ${first.on}`;
  return [name, `trains ${trains.join(', ') || 'nothing'}`, first ? weightText(first) : '', `${loss}${on}`];
}

function weightText({ weight, schedules }: PlannedPart): string {
  return [formatNumber(weight, 'none'), ...schedules, ''].join(' * ').trimEnd();
}

function optimizerRow(
  { name, parameters, frozen, frozenUpTo, start, optimizer, updates, rests }: PlannedNetwork,
  lines: PlanReport['lines'],
): readonly string[] {
  const from = start === undefined ? '' : `, starts from ${start}`;
  if (parameters === 0 && frozen > 0) return [name, 'frozen', `${formatCount(frozen)} numbers stay${from}`];
  if (parameters === 0) return [name, 'has nothing to train', ''];
  if (!lines.some(({ trains }) => trains.includes(name))) return [name, 'nothing trains it', from.slice(2)];
  const kept = frozen === 0 ? '' : `, frozen up to ${frozenUpTo} (${formatCount(frozen)} numbers)`;
  const rest = rests === undefined ? '' : `, frozen in ${rests}`;
  return [name, optimizer, `${updates} update${updates === 1 ? '' : 's'} a step${rest}${kept}${from}`];
}

function stepLines(
  { step, batch, accumulate, keep }: PlanReport,
  machineMemory: number,
  width: number,
): readonly string[] {
  const samples = [
    ...(batch.normal > 0 ? [`${batch.normal} normal`] : []),
    ...(batch.synthetic > 0 ? [`${batch.synthetic} synthetic`] : []),
  ];
  const rows = [
    ['multiply-adds', `${formatAmount(step.multiplyAdds)} forward and backward`],
    [
      'weights',
      `${formatBytes(step.weights)}, and ${formatBytes(step.state)} of optimisers, averages${accumulate === 1 ? '' : ', sums of gradients'} and layers`,
    ],
    ['kept', `${formatBytes(step.kept)} of values that gradients need again`],
    ['peak', `${formatBytes(step.peak)} of tensors`],
    [
      'process',
      `about ${formatBytes(processMemory(step))} with TensorFlow, without the images; this machine has ${formatBytes(machineMemory)}`,
    ],
  ];
  const batches = accumulate === 1 ? '' : `${accumulate} batches of `;
  return [
    `a training step of ${batches}${samples.join(' + ')} samples`,
    ...foldedRows(rows, ['left', 'left'], width, '  ').flat(),
    ...(keep === undefined ? [] : ['', ...foldedText(`keeps ${keep}`, width, '  ')]),
  ];
}
