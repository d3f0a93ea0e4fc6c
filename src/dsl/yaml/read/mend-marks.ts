// Changes of dashes and colons, for mend.ts.
import type { Change } from './change.ts';
import { blockAt, columnOf, type Line, neighbour, runAt } from './text-lines.ts';

const sections = ['use', 'param', 'data', 'augment', 'network', 'block', 'loss', 'train', 'evaluate', 'experiment'];

/** The section that a line begins; undefined for others. */
export function sectionKey({ body }: Line): string | undefined {
  const key = /^(\w+)[ \t]*:/.exec(body)?.[1];
  return sections.find((name) => name === key);
}

export function* markMends(lines: readonly Line[], line: Line): Generator<Change> {
  yield* colonMends(line);
  const hidden = new RegExp(`^(${key}):[ \\t]+#[ \\t]*(?=\\S)`).exec(line.body);
  if (hidden)
    yield one(line, '`#` begins a comment: a value is missing', `${hidden[1]}: ${line.body.slice(hidden[0].length)}`);
  yield* dashMends(lines, line);
  const slashes = /^\/\/+[ \t]*/.exec(line.body)?.[0];
  if (slashes !== undefined)
    yield one(line, 'a comment of YAML begins with `#`', `# ${line.body.slice(slashes.length)}`);
}

const key = String.raw`(?:- +)?[A-Za-z_][\w.]*(?:, [A-Za-z_][\w.]*)*`;

function* colonMends(line: Line): Generator<Change> {
  const { body } = line;
  const missing = 'a colon is missing behind the key';
  const glued = new RegExp(`^(${key})[ \\t]*:(?=[^\\s:])`).exec(body);
  if (glued) yield one(line, 'a blank is missing behind the colon', `${glued[1]}: ${body.slice(glued[0].length)}`);
  const twice = new RegExp(`^(${key})[ \\t]*::+[ \\t]*`).exec(body);
  if (twice) yield one(line, 'one colon ends a key', `${twice[1]}: ${body.slice(twice[0].length)}`);
  const wide = new RegExp(`^(${key})[ \\t]*[\uFF1A\uFE55][ \\t]*`).exec(body);
  if (wide) yield one(line, 'this is no colon of YAML', `${wide[1]}: ${body.slice(wide[0].length)}`);
  const equals = new RegExp(`^(${key})[ \\t]*:?=[ \\t]*`).exec(body);
  if (equals) yield one(line, 'in YAML a value stands behind a colon', `${equals[1]}: ${body.slice(equals[0].length)}`);
  if (new RegExp(`^${key}$`).test(body)) yield one(line, missing, `${body}:`);
  const spaced = new RegExp(`^(${key})[ \\t]+(?=[^\\s:=-])`).exec(body);
  if (spaced) yield one(line, missing, `${spaced[1]}: ${body.slice(spaced[0].length)}`);
  // `{adam: {rate:1e-3}}`
  const inside = body.replaceAll(/([{,][ \t]*[A-Za-z_]\w*):(?=[^\s:])/g, '$1: ');
  if (inside !== body) yield one(line, 'a blank is missing behind the colon', inside);
}

function* dashMends(lines: readonly Line[], line: Line): Generator<Change> {
  const { body, index } = line;
  const around = [neighbour(lines, index, -1), neighbour(lines, index, 1)].flatMap((other) => other ?? []);
  const run = runAt(lines, index, (other) => sectionKey(other) !== undefined && columnOf(other) === 0);
  const siblings = run.filter((other) => columnOf(other) === columnOf(line));
  const glued = /^-(?=[^\s\-\d.])/;
  if (glued.test(body)) {
    const message = 'a blank is missing behind the dash';
    yield one(line, message, body.replace(glued, '- '));
    yield all(siblings, message, (other) => other.body.replace(glued, '- '));
    for (const other of around.filter((item) => item.lead !== ''))
      yield one(line, message, body.replace(glued, '- '), other.indent);
  }
  const bullet = /^[*+\u2022\u2013\u2014](?=\s)[ \t]*/;
  if (bullet.test(body)) yield all(siblings, 'items begin with `- `', (other) => other.body.replace(bullet, '- '));
  if (line.lead === '' && !glued.test(body)) {
    const dashed = around.filter((other) => other.lead !== '' || glued.test(other.body));
    for (const other of dashed) yield one(line, 'a dash is missing in front of this item', `- ${body}`, other.indent);
  }
  if (line.lead === '') return;
  const message = 'here stand names with values, not items: the dash is too much';
  const hint = siblings.length === 1 ? 'leave the dash out' : 'leave the dashes out';
  const undashed = run.map((other) => {
    const isSibling = columnOf(other) === columnOf(line) && other.lead !== '';
    const inner = ' '.repeat(Math.max(columnOf(line), columnOf(other) - 2));
    return [other.index, isSibling ? line.indent + other.body.slice(other.lead.length) : inner + other.body] as const;
  });
  yield { message, hint, lines: new Map(undashed) };
  yield { message, hint: 'leave the dash out', lines: new Map([[index, line.indent + body.slice(line.lead.length)]]) };
  const alone = blockAt(lines, index).map((other, i) => {
    const inner = ' '.repeat(Math.max(columnOf(line), columnOf(other) - 2));
    return [other.index, i === 0 ? line.indent + body.slice(line.lead.length) : inner + other.body] as const;
  });
  yield { message, hint: 'leave the dash out', lines: new Map(alone) };
}

export function one({ index, indent }: Line, message: string, text: string, other = indent): Change {
  return { message, lines: new Map([[index, other + text]]) };
}

function all(lines: readonly Line[], message: string, text: (line: Line) => string): Change {
  return { message, lines: new Map(lines.map((line) => [line.index, line.indent + text(line)])) };
}
