// Lines of an experiment as other files have them: the parameters of a part in a body of their own, values that are left out.
import { experimentPartNames } from '../ast.ts';
import { dottedValues, meantByDots } from '../left-out-values.ts';
import type { ForeignText } from './foreign-text.ts';
import { gap, type Habit } from './habit.ts';
import type { Rule } from './signs.ts';

export const experimentRules: readonly Rule[] = [partBodies, dots];

const openings = new RegExp(
  `(?<=(?:^|[{\\n])[ \\t]*)(${experimentPartNames.join('|')})[ \\t]*[=:]?[ \\t]*\\{([^{}]*)\\}`,
  'g',
);

function isExperiment({ text }: ForeignText): boolean {
  return /^[ \t]*experiment\b/m.test(text);
}

// `each { width = [8, 16] }`
function partBodies(text: ForeignText): readonly Habit[] {
  if (!isExperiment(text)) return [];
  return text.matches(openings).flatMap(({ index, 0: whole, 1: part = '', 2: inner = '' }): readonly Habit[] => {
    if (!text.isInBody(index) || text.isInBrackets(index)) return [];
    const from = index + whole.length - inner.length - 1;
    const lines = linesIn(inner, from, text);
    const [first] = lines;
    const told = { start: index, end: index + part.length, message: `\`${part}\` has no body` };
    const hint = `each parameter has a line, with \`${part}\` before its name: \`${part}.${first?.name ?? 'seed'} = …\``;
    const hasOthers = text.written.slice(from, first?.start ?? from).trim() !== '';
    const written = lines.map(({ name, value }) => `${part}.${name} = ${text.written.slice(...value).trim()}`);
    const fix = { start: index, end: index + whole.length, text: written.join('\n  ') };
    const close = index + whole.length - 1;
    return [
      // Each value is read where it stands.
      { ...told, hint, ...(first && !hasOthers ? { fix } : {}), read: { start: index, end: from, text: '' } },
      ...lines.flatMap(({ name, start, value: [at, end] }) => [
        silent(start, start, `${start === first?.start ? '' : '\n'}${part}.`),
        silent(start + name.length, at, ' ='),
        ...(/^[,;]/.test(text.text.slice(end)) ? [silent(end, end + 1, '')] : []),
      ]),
      silent(close, close + 1, ''),
    ];
  });
}

interface Line {
  readonly name: string;
  readonly start: number;
  /** From behind the sign to before what parts it from the next. */
  readonly value: readonly [number, number];
}

function linesIn(inner: string, from: number, text: ForeignText): readonly Line[] {
  const heads = [...inner.matchAll(/([A-Za-z_][\w.]*)[ \t]*[=:](?!=)/g)].filter(
    (one) => !text.isInBrackets(from + one.index),
  );
  return heads.map(({ index, 0: head, 1: name = '' }, i) => {
    const next = heads[i + 1]?.index ?? inner.length;
    const value = inner.slice(index + head.length, next);
    const length = value.trimEnd().replace(/[,;]$/, '').length;
    const at = from + index + head.length;
    return { name, start: from + index, value: [at, at + length] };
  });
}

function silent(start: number, end: number, instead: string): Habit {
  return { start, end, message: '', hint: '', read: { start, end, text: instead }, isSilent: true };
}

// `[1, 2, ..., 5]`
function dots(text: ForeignText): readonly Habit[] {
  if (!isExperiment(text)) return [];
  const lists = new RegExp(dottedValues.source, 'g');
  return text.matches(lists).map(({ index, 0: whole, 1: before = '', 2: sign = '', 3: last = '' }): Habit => {
    const meant = meantByDots(before.split(',').map(Number), Number(last));
    const start = index + whole.indexOf(sign, before.length);
    const edit = { start: index, end: index + whole.length };
    return {
      start,
      end: start + sign.length,
      message: `unexpected \`${sign}\``,
      hint: meant === undefined ? 'values are written one by one, or as a range: `1..5`' : `write \`${meant}\``,
      read: { ...edit, text: gap },
      ...(meant === undefined ? {} : { fix: { ...edit, text: meant } }),
    };
  });
}
