// Numbers as other languages and people write them: with units apart, without a zero in front, in words.
import type { Habit } from './habit.ts';
import type { Rule } from './signs.ts';

const units: Readonly<Record<string, string>> = {
  '%': '%',
  percent: '%',
  pct: '%',
  px: 'px',
  pixel: 'px',
  pixels: 'px',
  deg: 'deg',
  degs: 'deg',
  degree: 'deg',
  degrees: 'deg',
  '°': 'deg',
  '％': '%',
};
const examples: Readonly<Record<string, string>> = { '%': '50%', px: '4px', deg: '45deg' };
const word = Object.keys(units).toSorted((a, b) => b.length - a.length);
const separate = new RegExp(
  `(?<![\\w.])(\\d[\\d_.]*)([ \\t]+|(?=[°％]))(${word.join('|')})(?![\\w(=:]|[ \\t]*[(=:])`,
  'g',
);

export const numberRules: readonly Rule[] = [
  function unitsApart(text) {
    return text
      .matches(separate)
      .flatMap(({ index, 0: whole, 1: digits = '', 2: blank = '', 3: unit = '' }): Habit[] => {
        const known = units[unit] ?? unit;
        // `7 % 2` is something else.
        if (unit === '%' && /^[ \t]*[\w(]/.test(text.text.slice(index + whole.length, index + whole.length + 20)))
          return [];
        const fix = { start: index, end: index + whole.length, text: `${digits}${known}` };
        const message = 'a unit stands directly behind its number';
        const isSign = blank === '' && unit === '°';
        const start = isSign ? index + digits.length : index;
        const more = isSign ? { character: unit } : {};
        return [{ start, end: fix.end, message, hint: `such as \`${examples[known]}\``, fix, ...more }];
      });
  },
  function withoutZero(text) {
    return text.matches(/(?<![\w.)\]])\.(\d[\d_]*(?:[eE][-+]?\d+)?)/g).map(({ index, 0: whole }) => {
      const fix = { start: index, end: index + whole.length, text: `0${whole}` };
      return {
        start: index,
        end: fix.end,
        message: `unexpected \`${whole}\``,
        hint: 'a number begins with a digit: `0.5`',
        fix,
      };
    });
  },
  function withoutFraction(text) {
    return text.matches(/(?<![\w.])(\d[\d_]*)\.(?![\w.])/g).map(({ index, 0: whole, 1: digits = '' }) => {
      const fix = { start: index, end: index + whole.length, text: digits };
      return { start: index, end: fix.end, message: `unexpected \`${whole}\``, hint: `write \`${digits}\``, fix };
    });
  },
  function rangesInWords(text) {
    return text
      .matches(/(?<=[\d%])[ \t]+to[ \t]+(?=-?\d)|(?<=\dpx|\ddeg)[ \t]+to[ \t]+(?=-?\d)/g)
      .map(({ index, 0: whole }) => {
        const fix = { start: index, end: index + whole.length, text: '..' };
        const at = index + whole.indexOf('to');
        return { start: at, end: at + 2, message: 'unexpected `to`', hint: 'a range is written `1..3`', fix };
      });
  },
];
