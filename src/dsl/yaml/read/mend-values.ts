// Changes of values, for mend.ts: quotes, brackets, templates of other programs; and of the file as a whole.
import type { Change } from './change.ts';
import { one } from './mend-marks.ts';
import { columnOf, type Line } from './text-lines.ts';

/** What is wrong with the file as a whole. */
export function* wholeMends(lines: readonly Line[]): Generator<Change> {
  const said = lines.filter(({ isEmpty }) => !isEmpty);
  const [first, second] = said;
  if (first === undefined) return;
  if (said.length === 1 && first.body.includes('\r')) {
    const hint = 'save it with the line ends of Unix or Windows';
    const text = `${first.indent}${first.body}`.replaceAll('\r', '\n');
    yield { message: 'the lines end with carriage returns alone', hint, lines: new Map([[first.index, text]]) };
  }
  if (/^version[ \t]*:/.test(first.body))
    yield one(first, 'the version of the language stands behind `anoseg`', first.body.replace('version', 'anoseg'));
  if (second && columnOf(second) > columnOf(first) && /^['"\w-]+:$/.test(first.body)) {
    const by = columnOf(second);
    const inner = lines.slice(first.index + 1).map((line) => [line.index, line.indent.slice(by) + line.body] as const);
    const hint = `take the line \`${first.body}\` out, and begin at the first column`;
    const message = 'the pipeline is the whole file: it stands below no key';
    yield { message, hint, lines: new Map([[first.index, undefined], ...inner]) };
  }
  const blocks = lines.filter(({ body }) => /^\{%.*%\}$/.test(body));
  if (blocks.length > 0)
    yield {
      message: 'a template of another program, which has not been filled in',
      hint: 'a part that may be left out ends with `when condition`; a value that varies is a `param`',
      lines: new Map(blocks.map(({ index }) => [index, undefined])),
    };
}

/** The value of a line, in other quotes or with the bracket that is missing. */
export function* valueMends(_lines: readonly Line[], line: Line): Generator<Change> {
  const { body } = line;
  const template = body.replaceAll(/\{\{[ \t]*([\w.]+)[ \t]*\}\}/g, '$1');
  if (template !== body)
    yield one(line, 'a template of another program: a parameter stands as its name alone', template);
  const lead = /^(?:- +)?(?:[A-Za-z_][\w.]*(?:, [A-Za-z_][\w.]*)*[ \t]*:[ \t]+)?/.exec(body)?.[0] ?? '';
  const value = body.slice(lead.length);
  if (value === '' || /^(?:~|null)$/i.test(value)) return;
  yield* signMends(line, lead, value);
  const closers = missingClosers(value);
  if (closers !== '') yield one(line, `\`${closers}\` is missing at the end`, body + closers);
  const [quote] = value;
  const inner = /^(["'])(.*)\1$/.exec(value)?.[2];
  const message = 'this value needs single quotes around it';
  if (inner !== undefined) yield one(line, message, lead + quoted(inner));
  else if (quote === '"' || quote === "'") yield one(line, `the quote is not closed`, body + quote);
  if (/^[|>][ \t]+\S/.test(value))
    yield one(line, `behind \`${quote}\` the value stands on the lines below`, lead + value.slice(1).trim());
  if (/^[%@`*&!]/.test(value))
    yield one(line, `a value cannot begin with \`${quote}\``, lead + value.replaceAll(/^[`]|[`]$/g, ''));
  if (lead !== '' && !/^[[{]/.test(value) && inner === undefined) yield one(line, message, lead + quoted(value));
}

// Signs that mean something to YAML, or in another language.
function* signMends(line: Line, lead: string, value: string): Generator<Change> {
  const [sign] = value;
  if (/^[|>][ \t]+\S/.test(value))
    yield one(line, `behind \`${sign}\` the value stands on the lines below`, lead + value.slice(1).trim());
  if (/^%\d/.test(value)) yield one(line, 'a share is written `20%`', `${lead + value.slice(1)}%`);
  if (/^@\w/.test(value)) yield one(line, `a value cannot begin with \`${sign}\``, lead + value.slice(1));
  if (/^`.*`$/.test(value)) yield one(line, 'a value needs no such quotes', lead + value.slice(1, -1));
  for (const [open, close] of Object.entries(pairs))
    if (!value.startsWith(open) && value.split(close).length > value.split(open).length)
      yield one(line, `\`${open}\` is missing`, `${lead}${open}${value}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const pairs: Readonly<Record<string, string>> = { '[': ']', '{': '}' };

// What would close the brackets that a value leaves open; quotes hide those inside.
function missingClosers(value: string): string {
  const open: string[] = [];
  for (const [sign] of value.replaceAll(/'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"/g, '').matchAll(/[[\]{}]/g)) {
    const closer = pairs[sign];
    if (closer !== undefined) open.unshift(closer);
    else if (open[0] === sign) open.shift();
    else return '';
  }
  return open.join('');
}

/** One quote, bracket or comma more or less, at any place of the line where one may stand. */
export function* characterMends(line: Line): Generator<Change> {
  const guess = (message: string, text: string): Change => ({ ...one(line, message, text), isGuess: true });
  const { body } = line;
  if (body.length > longestLine) return;
  const signs = [...body].flatMap((sign, at) => (/['"\][{},]/.test(sign) ? [{ sign, at }] : []));
  const places = [...body.matchAll(/(?<=[[{,:] ?|^- )[^\s,]|[\])},'"]|$/g)].map(({ index }) => index).slice(-24);
  const added = (sign: string) =>
    places.map((at) => guess(`\`${sign}\` is missing`, body.slice(0, at) + sign + body.slice(at)));
  const odd = [`'`, '"'].filter((quote) => body.split(quote).length % 2 === 0);
  for (const quote of odd) yield* added(quote);
  for (const { sign, at } of signs) yield guess(`\`${sign}\` is too much`, body.slice(0, at) + body.slice(at + 1));
  for (const { sign, at } of signs) {
    const other = swaps[sign];
    if (other === undefined) continue;
    yield guess(`\`${other}\` belongs in the place of \`${sign}\``, body.slice(0, at) + other + body.slice(at + 1));
  }
  for (const sign of [']', '}']) yield* added(sign);
}

const longestLine = 400;
const swaps: Readonly<Record<string, string>> = { '}': ']', ']': '}', '[': '{', '{': '[' };
