// Values of `param` and `experiment`, where a text needs no quotes of the language: `category: bottle`.
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import type { Expression } from '../../syntax/ast.ts';
import { nameOf } from '../../syntax/strange-characters.ts';
import type { YamlScalar } from '../node.ts';
import type { ExpressionReader } from './lower-expressions.ts';

const number = /^-?\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?(?:%|px|deg)?$/;
/** What begins like a number is meant as one. */
const numberLike = /^[-+.]*\d/;

const truths: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['on', true],
  ['no', false],
  ['off', false],
]);

/** Undefined where nothing can be read, and that is reported. */
export function readLiteral(scalar: YamlScalar, values: ExpressionReader, reporter: Reporter): Expression | undefined {
  const { text, value, isPlain, span } = scalar;
  if (isPlain && (number.test(text) || text === 'true' || text === 'false')) return values.scalar(scalar);
  // Null is no literal of the structure.
  if (value === null) return undefined;
  const hint = hintFor(scalar);
  if (hint === undefined) return { kind: 'text', value: text, span };
  reporter.report('yaml-ambiguous', span, { text }, { hint });
  return undefined;
}

function hintFor({ text, value, isPlain }: YamlScalar): string | undefined {
  const plain = text.normalize('NFKC');
  const strange = [...text].find((character) => character > '~');
  if (isPlain && strange !== undefined && numberLike.test(plain) && !numberLike.test(text))
    return `${nameOf(strange)}: write \`${plain}\``;
  if (isPlain && /^[“”„‘’‚]/u.test(text)) return `${nameOf(text.charAt(0))} is no quote of YAML: write \`"\``;
  if (isPlain && typeof value === 'boolean') return `write \`${String(value)}\`, or put a text in quotes`;
  // To other readers of YAML these are truth values.
  const truth = isPlain ? truths.get(text.toLowerCase()) : undefined;
  if (truth !== undefined) return `write \`${truth}\`, or put a text in quotes`;
  if (isPlain && /^[-+]?\.\d+$/.test(text)) return `write \`${text.replace('+', '').replace('.', '0.')}\``;
  if (isPlain && (typeof value === 'number' || numberLike.test(text)))
    return 'a text stands in quotes; numbers are written like `0.5`, `10%`, `4px` and `90deg`';
  const inner = /^"(.*)"$/s.exec(text)?.[1];
  return inner === undefined ? undefined : `a text needs no quotes inside: \`${inner}\``;
}
