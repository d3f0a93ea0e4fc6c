// Conditions that no value of a kind can fulfil: an order of texts that have none, a date that is none, a state that does not
// exist. "None of the runs is so" would be true of them, and hide the mistake.
import type { RunStateName } from '../../../api/runs.ts';
import { UsageError } from '../../shell/failure.ts';

export interface WrittenCondition {
  /** As it was written, for the message. */
  readonly text: string;
  readonly key: string;
  readonly sign: string;
  readonly wanted: string;
}

const states = [
  'finished',
  'running',
  'stopped',
  'failed',
  'killed',
  'unreadable',
] as const satisfies readonly RunStateName[];
const date = /^\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?Z?)?)?)?$/;
/** `8`, `1e-3`, `25%`. */
const measure = /^[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*(?:%|px)?$/i;
/** Of values that are named in a message. */
const most = 6;

/** `values`: those that the runs have; `isNumber`: the key is of numbers, whether or not a run has one. @throws UsageError */
export function refuseSenseless(
  { text, key, sign, wanted }: WrittenCondition,
  values: readonly (string | number)[],
  isNumber: boolean,
): void {
  const refuse = (problem: string, hint: string) => {
    throw new UsageError(`\`--where ${text}\`: ${problem}`, hint);
  };
  const isOrder = sign.startsWith('<') || sign.startsWith('>');
  if (key === 'began') {
    if (!date.test(wanted))
      refuse(`\`${wanted}\` is no date`, 'write a date or its beginning, such as `began>=2026-11-29`');
    return;
  }
  const known = [...new Set(values.map(String))];
  const isMeasured = isNumber || (known.length > 0 && known.every((value) => measure.test(value)));
  if (isOrder && !isMeasured)
    refuse(`\`${key}\` has no order${valuesText(known)}`, `write \`${key}=VALUE\` or \`${key}!=VALUE\``);
  if (isNumber && !Number.isFinite(Number(wanted)))
    refuse(`\`${key}\` is a number, and \`${wanted}\` is none`, `such as \`${key}${sign}${isOrder ? '0.8' : '1'}\``);
  if (isOrder && !measure.test(wanted))
    refuse(`\`${wanted}\` is no number${valuesText(known)}`, `write a number behind \`${sign}\``);
  if (key === 'state' && !states.some((state) => state === wanted))
    refuse(`\`${wanted}\` is no state of a run`, `the states are ${states.join(', ')}`);
}

function valuesText(values: readonly string[]): string {
  if (values.length === 0) return '';
  return `: its values are ${values.slice(0, most).join(', ')}${values.length > most ? ', …' : ''}`;
}
