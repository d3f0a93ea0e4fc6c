// What can be said of a text before it is parsed: whether it is text, whether it keeps to the limits,
// and characters that belong to no word.
import type { Fix, Reporter } from '../../diagnostics/diagnostic.ts';
import { type SourceFile, type Span, textAt } from '../../diagnostics/source-file.ts';
import { findTooDeep } from './nesting.ts';
import { nameOf, type StrangeText, strangeText } from './strange-characters.ts';
import { endOf, type Tokens } from './tokens.ts';

/** The most characters of one file that are read: a pipeline is a page or two. */
export const maximumLength = 16 * 1024 * 1024;
const maximumLineLength = 100_000;
/** YAML takes no keys above 1,024 characters. */
const maximumNameLength = 500;
/** Of one file, also in YAML. */
export const maximumWords = 1_000_000;

/** The words of a file; undefined for one that is over a limit or no text, which is reported. */
export function readWords(
  source: SourceFile,
  tokenize: (text: string) => Tokens,
  reporter: Reporter,
): Tokens | undefined {
  const words = rawWords(source, tokenize, reporter);
  if (words !== undefined) reportWords(source, words, reporter);
  return words;
}

/** The same, without a look at what is no word. */
export function rawWords(
  source: SourceFile,
  tokenize: (text: string) => Tokens,
  reporter: Reporter,
): Tokens | undefined {
  if (!isReadable(source, reporter)) return undefined;
  const words = tokenize(source.text);
  const errors = [...words.errors, ...marksBetween(source, words)];
  return areWithinLimits(source, words, reporter) ? { ...words, errors } : undefined;
}

/** Whether a file is text within the limits; reports where it is not. */
export function isReadable(source: SourceFile, reporter: Reporter): boolean {
  const problem = limitOf(source) ?? notText(source);
  if (problem === undefined) return true;
  if (problem.limit === undefined) reporter.report('not-text', problem.span, {}, { hint: 'save it as UTF-8' });
  else reporter.report('too-large', problem.span, problem.limit);
  return false;
}

/** Reports more words than a file may have, at the first that is too much. */
export function reportTooMany(span: Span, reporter: Reporter): void {
  reporter.report('too-large', span, { what: 'the file', limit: `${maximumWords.toLocaleString('en')} words` });
}

/** Whether words are few enough and nest no deeper than can be read; reports where they do not. */
export function areWithinLimits(source: SourceFile, { tokens }: Tokens, reporter: Reporter): boolean {
  const surplus = tokens[maximumWords];
  if (surplus !== undefined) {
    reportTooMany({ source, start: surplus.startOffset, end: endOf(surplus) }, reporter);
    return false;
  }
  const deep = findTooDeep(tokens);
  if (deep === undefined) return true;
  const span = { source, start: deep.token.startOffset, end: endOf(deep.token) };
  reporter.report('too-large', span, { what: deep.what, limit: deep.limit });
  return false;
}

/** Reports what is no word, and names that are too long. */
export function reportWords(source: SourceFile, words: Tokens, reporter: Reporter): void {
  reportCharacters(source, words, reporter);
  reportLongNames(source, words, reporter);
}

function reportLongNames(source: SourceFile, { tokens }: Tokens, reporter: Reporter): void {
  for (const token of tokens) {
    if (token.image.length <= maximumNameLength || !/^\w/.test(token.image)) continue;
    const span = { source, start: token.startOffset, end: endOf(token) };
    reporter.report('too-large', span, { what: 'the name', limit: `${maximumNameLength} characters` });
  }
}

interface Problem {
  readonly span: Span;
  /** Absent: the file is no text. */
  readonly limit?: { readonly what: string; readonly limit: string };
}

function limitOf(source: SourceFile): Problem | undefined {
  if (source.text.length > maximumLength) {
    const limit = `${maximumLength / 1024 / 1024} MB`;
    return { span: { source, start: 0, end: 0 }, limit: { what: 'the file', limit } };
  }
  const starts = source.lineStarts;
  const index = starts.findIndex((start, i) => (starts[i + 1] ?? source.text.length) - start > maximumLineLength);
  const start = starts[index];
  if (start === undefined) return undefined;
  const limit = `${maximumLineLength.toLocaleString('en')} characters`;
  return { span: { source, start, end: start }, limit: { what: 'the line', limit } };
}

// Bytes that are no UTF-8 have become U+FFFD; zero bytes are UTF-16, or no text at all.
function notText(source: SourceFile): Problem | undefined {
  const start = source.text.search(/[\uFFFD\0]/);
  return start < 0 ? undefined : { span: { source, start, end: start + 1 } };
}

function reportCharacters(source: SourceFile, { errors }: Tokens, reporter: Reporter): void {
  for (const { offset, length } of errors) {
    reportCharacter({ source, start: offset, end: offset + length }, reporter);
  }
}

/** Reports what belongs to no word: named by code point where it cannot be told from something else. */
export function reportCharacter(span: Span, reporter: Reporter, fix?: Fix): void {
  const text = textAt(span);
  const strange = strangeText(text);
  const sign = Object.hasOwn(lookalikes, text) ? lookalikes[text] : undefined;
  const meant = meantBy(text);
  const hint = hints.find(([pattern]) => pattern.test(text))?.[1];
  const said = hintFor(text[0] ?? '', strange, sign ?? meant) ?? hint;
  const own = fix ?? (meant === undefined ? undefined : { span, text: meant });
  reporter.report(
    'unexpected-character',
    span,
    { text: strange && !strange.meant.trim() ? strange.name : printable(text) },
    // What the sign stands for is sure; what is wrong besides is told then.
    { hint: said, fix: own && { ...own, otherwise: said } },
  );
}

/** What characters that look like others, or like nothing, stand for. */
export function meantBy(text: string): string | undefined {
  if (Object.hasOwn(lookalikes, text)) return lookalikes[text];
  const all = [...text].map((character) => strangeText(character)?.meant);
  return all.includes(undefined) || all.length === 0 ? undefined : all.join('');
}

function hintFor(first: string, strange: StrangeText | undefined, sign: string | undefined): string | undefined {
  if (strange?.meant === ' ') return 'a blank that is none of the language: write a plain one';
  if (strange?.meant === '') return 'it cannot be seen: take it out';
  const plain = sign ?? strange?.meant;
  if (plain === undefined) return undefined;
  // An arrow is seen to be another one; a dash or a quote is not.
  return sign && strange === undefined && !/[–−“”]/.test(first)
    ? `write \`${plain}\``
    : `${nameOf(first)}: write \`${plain}\``;
}

/** A file full of them is told well enough by these. */
const mostMarks = 20;

// A byte-order mark is one at the beginning alone; the words are read as if others were blanks.
function marksBetween({ text }: SourceFile, { tokens, comments }: Tokens): Tokens['errors'] {
  if (text.lastIndexOf('\uFEFF') <= 0) return [];
  const words = [...tokens, ...comments];
  return [...text.matchAll(/\uFEFF+/g)]
    .filter(({ index }) => index > 0)
    .slice(0, mostMarks)
    .filter(({ index }) => !words.some((word) => word.startOffset <= index && index < endOf(word)))
    .map(({ index, 0: marks }) => ({ offset: index, length: marks.length }));
}

/** What word processors, other languages and habit put in the place of a sign. */
const lookalikes: Readonly<Record<string, string>> = {
  '→': '->',
  '⟶': '->',
  '×': 'x',
  '…': '..',
  '–': '-',
  '−': '-',
  '“': '"',
  '”': '"',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
};

/** What people of other tongues write. */
export const nameHint = 'names have letters from a to z, digits and `_`';

const hints: readonly (readonly [RegExp, string])[] = [
  [/^;/, 'lines end without a sign'],
  [/^#/, 'a comment begins with `//`'],
  [/^['‘’`]/, 'a string stands in double quotes: `"…"`'],
  [/^&/, 'write `and`'],
  [/^!/, 'write `not`'],
  [/^°/, 'an angle is written `45deg`'],
  [/^\p{L}/u, nameHint],
];

function printable(text: string): string {
  const short = text.length > 24 ? `${text.slice(0, 24)}…` : text;
  return short.replaceAll(/[\p{Cc}\p{Cf}]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
