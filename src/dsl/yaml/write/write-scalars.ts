// Texts as YAML scalars: without quotes where that is the same to every YAML reader.
import { maximumWidth } from '../../rewrite/format/render.ts';
import { keyLine } from '../names.ts';
import type { Out } from './out.ts';

/** A value of the language as a scalar: its text on one line. */
export function expressionScalar(text: string, at: number | undefined): Out & { readonly kind: 'scalar' } {
  const isPlain = isPlainText(text);
  return {
    kind: 'scalar',
    text: isPlain ? text : quotedScalar(text),
    inBrackets: isPlain && isPlainInBrackets(text) ? text : quotedScalar(text),
    at,
  };
}

/** Whether a text needs no quotes behind a key. */
export function isPlainText(text: string): boolean {
  const startsWell = /^[^\s\-?:,[\]{}#&*!|>'"%@`]/.test(text) || /^[-?:][^\s,[\]{}]/.test(text);
  // A name of the language that is nothing to YAML.
  return (
    startsWell &&
    !/^null$/i.test(text) &&
    !/:(?:\s|$)|\s#|\s$|[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/.test(text)
  );
}

function isPlainInBrackets(text: string): boolean {
  return !/[,[\]{}]/.test(text);
}

/** A text of its own, such as a path, that YAML must take for a string. */
export function textScalar(text: string, at: number | undefined): Out & { readonly kind: 'scalar' } {
  const scalar = expressionScalar(text, at);
  // Full-width digits look like a number, and are read as a slip for one.
  const isDoubtful = meansOther.test(text.normalize('NFKC')) || /^[“”„‘’‚]/.test(text);
  return isDoubtful ? { ...scalar, text: quotedScalar(text), inBrackets: quotedScalar(text) } : scalar;
}

/** Prose: on one line where it fits, else a block. */
export function proseScalar(text: string, width: number): Out {
  const isLong = text.length + width > maximumWidth;
  const canBeBlock = text
    .split('\n')
    .every((line) => line.trim() === line && !/[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd]/.test(line));
  if ((text.includes('\n') || isLong) && canBeBlock && text !== '' && !keyLine.test(text))
    return { kind: 'text', lines: text.split('\n'), at: undefined };
  return textScalar(text, undefined);
}

// What readers of YAML take for a number, a boolean, a date or nothing.
const meansOther = /^(?:~|null|true|false|yes|no|on|off|y|n|[-+.]*\d.*|[-+]?\.(?:inf|nan))?$/i;

function quotedScalar(text: string): string {
  return /[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/.test(text)
    ? JSON.stringify(text)
    : `'${text.replaceAll("'", "''")}'`;
}
