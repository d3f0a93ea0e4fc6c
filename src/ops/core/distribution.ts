// Random numbers before they are drawn: what makes them, and what can be said of them.
import type { Distribution, OperationCall } from './call.ts';
import type { Value } from './value.ts';

/** What a value is as a random number; undefined for what is no number. */
export function asDistribution(value: Value): Distribution | undefined {
  switch (value.kind) {
    case 'number':
      return { kind: 'constant', value: value.value, unit: value.unit };
    case 'range':
      return { kind: 'uniform', from: value.from, to: value.to, unit: value.unit };
    case 'random':
      return value.distribution;
    case 'call': {
      const { call, quantity } = value;
      return (
        quantity && { kind: 'scheduled', call, factor: 1, from: quantity.low, to: quantity.high, unit: quantity.unit }
      );
    }
    default:
      return undefined;
  }
}

/** The largest number that can be drawn. */
export function largest(d: Distribution): number {
  if (d.kind === 'constant') return d.value;
  return d.kind === 'choice' ? Math.max(...d.options.map(largest)) : d.to;
}

/** The schedules that it follows. */
export function schedulesOf(d: Distribution): readonly OperationCall[] {
  switch (d.kind) {
    case 'scheduled':
      return [d.call];
    case 'moving':
      return [...schedulesOf(d.low), ...schedulesOf(d.high)];
    case 'choice':
      return d.options.flatMap(schedulesOf);
    default:
      return [];
  }
}
