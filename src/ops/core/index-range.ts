// A part of an axis: `0..2`, counted from 0, both ends included; `all` of it where nothing is said.

import type { IndexRange } from './call.ts';
import { accept, make, type ParameterType, refuse } from './parameter.ts';

export function indexRange({ doc }: { readonly doc: string }): ParameterType<IndexRange> {
  const setting = (value: IndexRange) => ({ kind: 'indices', value }) as const;
  const form = { label: 'whole numbers such as `0..2`', doc, schema: 'any', words: ['all'], setting } as const;
  return make<IndexRange>({ ...form, default: 'all' }, (value) => {
    if ((value.kind === 'word' || value.kind === 'text') && value.value === 'all') return accept('all');
    if (value.kind === 'number' && value.unit === 'none' && isIndex(value.value))
      return accept([value.value, value.value]);
    if (value.kind !== 'range' || value.unit !== 'none') return refuse();
    return isIndex(value.from) && isIndex(value.to) ? accept([value.from, value.to]) : refuse();
  });
}

function isIndex(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}
