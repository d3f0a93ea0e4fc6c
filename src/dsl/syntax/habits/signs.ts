// Signs of other languages: operators, arrows, and what stands around names and numbers.

import type { ForeignText } from './foreign-text.ts';
import { type Edit, gap, type Habit } from './habit.ts';

/** Finds habits in a text. Patterns match what the language never has, so that what is right is left alone. */
export type Rule = (text: ForeignText) => readonly Habit[];

export const signRules: readonly Rule[] = [
  arrows,
  logic,
  comparisons,
  equality,
  powers,
  remainders,
  changes,
  placeholders,
  continuedLines,
  lineEnds,
  longDots,
];

function arrows(text: ForeignText): readonly Habit[] {
  return text.matches(/(?<![-=<>|~])(?:=+>|-{2,}>|\|>|~>|>>)(?![>=])/g).map(({ index, 0: sign }) => {
    const fix = { start: index, end: index + sign.length, text: '->' };
    return {
      ...placeOf(fix),
      message: `unexpected \`${sign}\``,
      hint: 'what flows on goes by `->`: `x -> f(3) -> g`',
      fix,
    };
  });
}

const joins = 'conditions are joined by `and`, `or` and `not`; one of several values is `a | b`';

function logic(text: ForeignText): readonly Habit[] {
  const words: Readonly<Record<string, string>> = { '&&': 'and', '||': 'or', '&': 'and', '!': 'not' };
  return text
    .matches(/&&?|\|\||!(?![=[])/g)
    .map(({ index, 0: sign }) => ({ ...replaced(text, index, sign, words[sign] ?? 'and'), hint: joins }));
}

function comparisons(text: ForeignText): readonly Habit[] {
  const all: Readonly<Record<string, string>> = { '===': '==', '!==': '!=', '<>': '!=', '=<': '<=' };
  return text
    .matches(/(?<![=!<>])(?:===|!==|<>|=<)(?![=<>-])/g)
    .map(({ index, 0: sign }) => replaced(text, index, sign, all[sign] ?? '=='));
}

// `when size = 8`, `when deep is not true`; no line has a name in front of `=` there.
function equality(text: ForeignText): readonly Habit[] {
  return text
    .matches(/(?<=\b(?:when|and|or|not)[ \t]+\w+[ \t]*)(?:=(?![=>])|\bis(?:[ \t]+not)?\b(?=[ \t]+[\w"-]))/g)
    .map(({ index, 0: sign }) => replaced(text, index, sign, sign.endsWith('not') ? '!=' : '=='));
}

function powers(text: ForeignText): readonly Habit[] {
  return text.matches(/\*\*(?!=)|\^(?!=)/g).map(({ index, 0: sign }) => {
    const start = text.operandStart(index);
    const end = text.operandEnd(index + sign.length);
    const base = text.written.slice(start, index).trim();
    const exponent = text.written.slice(index + sign.length, end).trim();
    const instead = powerOf(base, exponent);
    const told = { start: index, end: index + sign.length, message: `unexpected \`${sign}\`` };
    const here = { start, end, text: instead ?? gap };
    return instead === undefined
      ? { ...told, hint: 'there are no powers: multiply, `x * x`, or write `square(x)` for a tensor', read: here }
      : { ...told, hint: `there are no powers: write \`${instead}\``, fix: here };
  });
}

function powerOf(base: string, exponent: string): string | undefined {
  if (/^\d+(?:\.\d+)?$/.test(base) && /^-?\d{1,3}$/.test(exponent)) {
    const value = Number(base) ** Number(exponent);
    return Number.isFinite(value) && !String(value).includes('+') ? String(value) : undefined;
  }
  return /^[A-Za-z_]\w*$/.test(base) && exponent === '2' ? `(${base} * ${base})` : undefined;
}

function remainders(text: ForeignText): readonly Habit[] {
  // A `%` directly behind a number makes it a share.
  return text.matches(/(?<=[\w)\]][ \t]+|[A-Za-z_)\]])%(?=[ \t]*[\w(])/g).map(({ index }) => {
    const read = { start: text.operandStart(index), end: text.operandEnd(index + 1), text: gap };
    const hint = 'there is no remainder; a share stands directly behind its number: `50%`';
    return { start: index, end: index + 1, message: 'unexpected `%`', hint, read };
  });
}

// `x += 1`
function changes(text: ForeignText): readonly Habit[] {
  return text
    .matches(/\b([A-Za-z_]\w*)[ \t]*([-+*/%]|\*\*|\/\/|:|<(?=-))(=(?!=)|-(?=[ \t]))/g)
    .flatMap((match): readonly Habit[] => {
      const [whole, name = '', first = '', second = ''] = match;
      const sign = first + second;
      const at = match.index + whole.length - sign.length;
      if (text.isInBrackets(at)) return [];
      const told = { start: at, end: at + sign.length, message: `unexpected \`${sign}\`` };
      if (first === ':' || first === '<') {
        const fix = { start: at, end: at + sign.length, text: '=' };
        return [{ ...told, hint: 'a name is given by `=`', fix }];
      }
      // A name that is said once more would be told as declared twice.
      const isNew = !new RegExp(`\\b${name}\\s*(?:=(?!=)|[,)])`).test(text.text.slice(0, match.index));
      const read = { start: match.index, end: text.valueEnd(at + sign.length), text: isNew ? `${name} = ${gap}` : '' };
      const hint = `a value does not change: give the new one a name of its own, such as \`${name}_2 = ${name} ${first} …\``;
      return [{ ...told, hint, read, lost: [name] }];
    });
}

// `${size}`, `{{ size }}`, `$size`, `%(size)s`
function placeholders(text: ForeignText): readonly Habit[] {
  return text.matches(/\$\{\s*(\w+)\s*\}|\{\{\s*(\w+)\s*\}\}|\$(\w+)|%\((\w+)\)[sdf]?/g).map((match) => {
    const name = match.slice(1).find((found) => found !== undefined) ?? '';
    const fix = { start: match.index, end: match.index + match[0].length, text: name };
    const isNumber = /^\d/.test(name);
    const hint = `a parameter stands as its name alone: \`${isNumber ? 'size' : name}\``;
    return {
      ...placeOf(fix),
      message: `unexpected \`${match[0]}\``,
      hint,
      ...(isNumber ? { read: { ...fix, text: gap } } : { fix }),
    };
  });
}

function continuedLines(text: ForeignText): readonly Habit[] {
  return text.matches(/[ \t]*\\[ \t]*(?=\r?\n|$)/g).map(({ index, 0: sign }) => {
    const at = index + sign.indexOf('\\');
    const fix = { start: index, end: index + sign.length, text: '' };
    const hint = 'a line goes on by itself, such as before `->`: take it out';
    return { start: at, end: at + 1, message: '', character: '\\', hint, fix };
  });
}

function lineEnds(text: ForeignText): readonly Habit[] {
  const hint = 'lines end without a sign';
  const semicolons = text.matches(/;+/g).map(({ index, 0: sign }): Habit => {
    if (text.isInBrackets(index)) return replaced(text, index, sign, ',');
    const fix = { start: index, end: index + sign.length, text: '' };
    return { ...placeOf(fix), message: '', character: ';', hint, fix, read: { ...fix, text: ' ' } };
  });
  const commas = text.matches(/,(?=[ \t]*(?:\r?\n|\}|$))/g).flatMap(({ index }): readonly Habit[] => {
    if (text.isInBrackets(index) || !text.isInBody(index)) return [];
    const line = text.text.slice(text.lineStart(index), index);
    // `synthetic,` on a line of its own is one of two names; names of `use` have none of these signs.
    if (!/=/.test(line)) return [];
    const fix = { start: index, end: index + 1, text: '' };
    return [{ ...placeOf(fix), message: 'unexpected `,`', hint, fix }];
  });
  return [...semicolons, ...commas];
}

function longDots(text: ForeignText): readonly Habit[] {
  return text.matches(/(?<=[\w)%])[ \t]*(?:\.{3,}|\.\.[=<])[ \t]*(?=[\w(-])/g).map(({ index, 0: sign }) => {
    const fix = { start: index, end: index + sign.length, text: '..' };
    return { ...placeOf(fix), message: `unexpected \`${sign.trim()}\``, hint: 'a range has two dots: `1..3`', fix };
  });
}

function replaced(text: ForeignText, start: number, sign: string, word: string): Habit {
  const end = start + sign.length;
  // `a&&b` must not become one word.
  const isGlued = (at: number) => /\w/.test(word) && /[^\s(]/.test(text.text[at] ?? ' ');
  const fix = { start, end, text: `${isGlued(start - 1) ? ' ' : ''}${word}${isGlued(end) ? ' ' : ''}` };
  const one = /^[&!;]$/.test(sign) ? { character: sign } : {};
  return { start, end, message: `unexpected \`${sign}\``, hint: `write \`${word}\``, fix, ...one };
}

function placeOf({ start, end }: Edit): Pick<Edit, 'start' | 'end'> {
  return { start, end };
}
