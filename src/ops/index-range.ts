// A part of an axis: `0..2`, counted from 0, both ends included; `all` of it where nothing is said.
import { accept, make, type ParameterType, refuse } from './parameter.ts';

export type IndexRange = 'all' | readonly [first: number, last: number];

export function indexRange({ doc }: { readonly doc: string }): ParameterType<IndexRange> {
  const show = (value: IndexRange) => (value === 'all' ? 'all' : `${value[0]}..${value[1]}`);
  const form = { label: 'whole numbers such as `0..2`', doc, schema: 'any', words: ['all'], show } as const;
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
