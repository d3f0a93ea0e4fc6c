// Networks that need each other in a circle, by values that they take or by calls.
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/source-file.ts';
import { chainText } from '../syntax/chain-text.ts';
import type { Declared } from './declared-networks.ts';

/** Where one network needs another: at a parameter, or at a call. */
export interface Need {
  readonly span: Span;
  readonly isCall: boolean;
}

export interface Visited {
  readonly declared: Declared;
  readonly from: Need | undefined;
}

/** Each network needs the next one, and the last of them the first. */
export function reportCycle(circle: readonly Visited[], last: Need | undefined, reporter: Reporter): void {
  const needs = [...circle.slice(1).map(({ from }) => from), last].filter((need) => need !== undefined);
  const [first, ...others] = needs;
  if (first === undefined) return;
  const related = others
    .slice(0, 4)
    .map(({ span, isCall }) => ({ message: isCall ? 'and called here' : 'and taken here', span }));
  const names = circle.map(({ declared }) => declared.name);
  const chain = chainText([...names, names[0] ?? '']);
  const label = first.isCall ? 'the next one is called' : 'taken from the next one';
  const how = needs.some(({ isCall }) => isCall) ? 'call each other' : "need each other's values";
  reporter.report('network-cycle', first.span, { chain, how }, { related, label });
}
