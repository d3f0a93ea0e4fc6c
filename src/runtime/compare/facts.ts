// What a setting is, as something that can differ.
import type { Setting } from '../../dsl/model/model.ts';
import type { Fact } from './difference.ts';

export function factOf({ value, origin }: Setting): Fact {
  if (origin.from !== 'written') return { value };
  const { source, start, end } = origin.given ?? origin.span;
  const { line, column } = source.position(start);
  const written = source.text.slice(start, end).replaceAll(/\s+/g, ' ');
  return { value, place: `${source.name}:${line}:${column}`, ...(written === value ? {} : { written }) };
}
