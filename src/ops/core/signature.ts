// An operation in words: how it is called, and what each of its parameters takes.
import type { Input, Operation } from './operation.ts';
import type { ReadType } from './parameter.ts';
import { referenceSide } from './proportional.ts';

/** `conv(x, channels, kernel: 3, stride: 1)`: required ones by their names, the others with their defaults. */
export function signatureOf(operation: Operation): string {
  return `${operation.name}(${argumentTexts(operation).join(', ')})`;
}

/** What stands between the brackets: inputs, then settings. */
export function argumentTexts({ inputs, parameters }: Operation): readonly string[] {
  const taken = neededInputs(inputs).map((input) => (input.variadic === true ? `${input.name}, …` : input.name));
  const settings = Object.entries(parameters).map(([key, { required, defaultText }]) =>
    required ? key : `${key}: ${defaultText === '' ? '""' : defaultText}`,
  );
  const optional = inputs.filter((input) => input.optional === true);
  return [...taken, ...settings, ...optional.map(({ name }) => `${name}: …`)];
}

/** Those that may stand without their names: all that an operation needs. */
export function neededInputs(inputs: readonly Input[]): readonly Input[] {
  return inputs.filter((input) => input.optional !== true);
}

/** `a whole number, 1 or more; default 3` */
export function describeType({ label, range, required, defaultText, random, leastText }: ReadType<unknown>): string {
  const chance = random ? '; may be random, such as `a..b`' : '';
  const bounds = range === undefined ? '' : `, ${range}`;
  const scaled =
    leastText === undefined
      ? ''
      : ` in an image of ${referenceSide} pixels, in proportion in others, \`${leastText}\` at least`;
  const standard = required ? '; required' : `; default \`${defaultText === '' ? '""' : defaultText}\`${scaled}`;
  return `${label}${bounds}${chance}${standard}`;
}

/** `a tensor`, `an image or a mask` */
export function describeInput({ type, variadic, optional }: Input): string {
  const kinds = (typeof type === 'string' ? [type] : type).map((kind) =>
    kind === 'anomaly' ? 'an image with its mask' : `${kind === 'image' ? 'an' : 'a'} ${kind}`,
  );
  return `${kinds.join(' or ')}${variadic === true ? ', any number of them' : ''}${optional === true ? '; may be left out' : ''}`;
}
