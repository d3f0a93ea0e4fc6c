import type { Input } from '../core/operation.ts';

/** What most losses compare. */
export const comparedTensors: readonly Input[] = [
  { name: 'prediction', type: 'tensor', doc: 'what a network gives' },
  { name: 'target', type: 'tensor', doc: 'what it should be, of the same shape' },
];
