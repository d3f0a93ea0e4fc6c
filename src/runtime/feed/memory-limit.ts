// How much memory decoded pictures may take before they are kept on disk instead.
import { freemem } from 'node:os';
import { outside } from '../../diagnostics/outside-error.ts';

const units: Readonly<Record<string, number>> = { '': 1, kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30 };

/**
 * Bytes. An eighth of the memory that is free, since a copy is made of them on the way into TensorFlow, and at most 1 GiB; ANOSEG_DATA_MEMORY
 * (`500MB`, `4GB`, `0`) says otherwise. Either way the results are the same. @throws OutsideError `data-memory`
 */
export function pictureMemoryLimit(env: NodeJS.ProcessEnv): number {
  const given = env.ANOSEG_DATA_MEMORY;
  if (given === undefined || given === '') return Math.min(2 ** 30, availableMemory() / 8);
  const [, amount = '', unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([kmg]b)?\s*$/i.exec(given) ?? [];
  const factor = units[unit.toLowerCase()];
  if (amount === '' || factor === undefined) throw outside('data-memory', { given });
  return Number(amount) * factor;
}

// Within a container its limit counts; Node 20 does not know it everywhere.
function availableMemory(): number {
  const known = 'availableMemory' in process ? process.availableMemory() : 0;
  return known > 0 ? Math.min(known, freemem()) : freemem();
}
