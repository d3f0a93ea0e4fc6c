// Lines as other languages begin them: imports, loops, declarations with a word in front, `name: value`.
import { sectionNames } from '../ast.ts';
import { keywords } from '../tokens.ts';
import type { ForeignText } from './foreign-text.ts';
import type { Habit } from './habit.ts';
import { lineEnd } from './masked.ts';
import type { Rule } from './signs.ts';

export const statementRules: readonly Rule[] = [
  imports,
  loops,
  functionsAndClasses,
  declarations,
  bodies,
  colons,
  doubled,
  withoutSign,
];

// `import "x" { a }`, `from "x" import a`, `import { a } from "x"`, `import torch`, `#include "x"`
function imports(text: ForeignText): readonly Habit[] {
  return text
    .matches(
      /^[ \t]*(#[ \t]*include|import|from|include|require|using|use)\b(?![ \t]*[=.])(?!(?<=\buse)[ \t]+"[^"\r\n]*"[ \t]*\{[^}*]*\})/gm,
    )
    .flatMap((match): readonly Habit[] => {
      const [whole, word = ''] = match;
      const start = match.index + whole.length - word.length;
      if (text.isInBody(start) || text.isInBrackets(start)) return [];
      const end = importEnd(text, start);
      const written = text.written.slice(start, end);
      const [, path] = /["']([^"'\r\n]*)["']/.exec(written) ?? [];
      const names = importedNames(written);
      const told = {
        start,
        end: start + word.length,
        message: word === 'use' ? '`use` names what it imports' : `there is no \`${word}\``,
      };
      const read = { start, end, text: '' };
      const lost = [...names, '*'];
      if (path !== undefined && names.length > 0) {
        const whole = { start, end, text: `use "${path}" { ${names.join(', ')} }` };
        const hint = `write \`${whole.text}\``;
        // Where the word alone is another one, the rest is read where it stands.
        const isWord = /^\w+[ \t]+"[^"]*"[ \t]*\{[^{}]*\}$/.test(written);
        const fix = isWord ? { start, end: start + word.length, text: 'use' } : whole;
        return [{ ...told, hint, fix, ...(isWord ? {} : { read, lost }) }];
      }
      const form =
        path === undefined ? '`use "std:blocks/pix2pix" { down, up }`' : `\`use "${path}" { … }\`, each by its name`;
      const hint = path === undefined ? `operations need none; blocks come by ${form}` : `write ${form}`;
      return [{ ...told, hint, read, lost }];
    });
}

function importEnd(text: ForeignText, start: number): number {
  const end = lineEnd(text.text, start);
  const open = text.text.slice(start, end).search(/[{(]/);
  if (open < 0) return trimmed(text, start, end);
  const close = text.behindClosing(start + open);
  return close === undefined ? end : trimmed(text, start, Math.max(close, lineEnd(text.text, close)));
}

function trimmed(text: ForeignText, start: number, end: number): number {
  return start + text.text.slice(start, end).trimEnd().length;
}

function importedNames(written: string): readonly string[] {
  const listed = /[{(]([\s\S]*?)[})]/.exec(written)?.[1] ?? /\bimport[ \t]+([\w, \t]+)$/.exec(written)?.[1] ?? '';
  const names = listed.split(/[,\s]+/).filter((name) => name !== '');
  return /\*/.test(written) || names.some((name) => !/^[A-Za-z_]\w*$/.test(name))
    ? []
    : names.filter((name) => name !== 'as');
}

const loopWords =
  /^[ \t]*(for|foreach|while|loop|until|if|elif|else|switch|match|try|with|do)\b(?![ \t]*(?:[=.,)]|->))/gm;

function loops(text: ForeignText): readonly Habit[] {
  return atLinesAndBraces(text, loopWords).flatMap(({ start, word }): readonly Habit[] => {
    if (text.isInBrackets(start)) return [];
    const rest = text.text.slice(start + word.length, lineEnd(text.text, start));
    if (word !== 'else' && word !== 'try' && word !== 'do' && word !== 'loop' && !/^[ \t]*[\w(!"]/.test(rest))
      return [];
    const end = text.bodyEnd(start);
    const repeats = /^(?:for|foreach|while|loop|until|do)$/.test(word);
    const hint = repeats
      ? 'a pipeline has no loops: a step is done several times by `x -> repeat(3) conv(8)`; `--each` makes several runs'
      : '`when` behind a part leaves it out where a condition does not hold: `e2 = e1 -> conv(8) when deep`';
    return [
      {
        start,
        end: start + word.length,
        message: `there is no \`${word}\``,
        hint,
        read: { start, end, text: '' },
        lost: boundIn(text, start, end),
      },
    ];
  });
}

function functionsAndClasses(text: ForeignText): readonly Habit[] {
  const words =
    /^[ \t]*(def|function|func|fun|fn|sub|class|struct|module|export[ \t]+\w+|async[ \t]+\w+)[ \t]+(?=[A-Za-z_])/gm;
  return atLinesAndBraces(text, words).flatMap(({ start, word }): readonly Habit[] => {
    const header = /^[\w \t]*?([A-Za-z_]\w*)[ \t]*(\([^()]*\))?[ \t]*(?:->[^{:]*)?([:{])/.exec(
      text.text.slice(start + word.length, lineEnd(text.text, start)),
    );
    if (header === null || text.isInBody(start)) return [];
    const [, name = '', parameters, sign] = header;
    const isClass = /^(?:class|struct|module)$/.test(word);
    const told = { start, end: start + word.length, message: `there is no \`${word}\`` };
    const hint = isClass
      ? 'a network is declared by `network name(seen) { map = … }`'
      : 'a block is declared by `block name(x, channels) { return x -> … }`, a network by `network name(seen) { map = … }`';
    if (!isClass && sign === '{' && parameters !== undefined && !header[0].includes('->')) {
      const isBlock = /\breturn\b/.test(text.text.slice(start, text.bodyEnd(start)));
      return [{ ...told, hint, fix: { start, end: start + word.length, text: isBlock ? 'block' : 'network' } }];
    }
    const end = text.bodyEnd(start);
    return [{ ...told, hint, read: { start, end, text: '' }, lost: [name, '*', ...boundIn(text, start, end)] }];
  });
}

// `let size = 32`, `int size = 32`, `param size: int = 32`
function declarations(text: ForeignText): readonly Habit[] {
  const words =
    /^[ \t]*(let|const|var|val|auto|final|static|mut|int|float|double|bool|string|str|set|global|local|define)[ \t]+(?=[A-Za-z_]\w*[ \t]*=(?!=))/gm;
  const worded = atLinesAndBraces(text, words).map(({ start, word, end }): Habit => {
    const isInside = text.isInBody(start);
    const name = /^[A-Za-z_]\w*/.exec(text.text.slice(end))?.[0] ?? '';
    const fix = { start, end, text: isInside ? '' : 'param ' };
    const hint = isInside
      ? `a value is declared by \`${name} = …\``
      : `a parameter is declared by \`param ${name} = …\``;
    return { start, end: start + word.length, message: `there is no \`${word}\``, hint, fix };
  });
  const typed = text
    .matches(/(?<=\b[A-Za-z_]\w*)[ \t]*:[ \t]*[A-Za-z_][\w.]*(?:\[[\w, ]*\])?(?=[ \t]*=(?!=))/g)
    .flatMap(({ index, 0: whole }): readonly Habit[] => {
      const fix = { start: index, end: index + whole.length, text: '' };
      const at = index + whole.indexOf(':');
      return [
        {
          start: at,
          end: fix.end,
          message: `unexpected \`${whole.trim()}\``,
          hint: 'values have no written type: take it out',
          fix,
        },
      ];
    });
  return [...worded, ...typed];
}

const headers = new RegExp(
  `^[ \\t]*(?:(${sectionNames.join('|')})|(?:network|block)[ \\t]+[A-Za-z_]\\w*[ \\t]*\\([^()\\r\\n]*\\))[ \\t]*(=[ \\t]*\\{|:[ \\t]*\\{|:[ \\t]*$)`,
  'gm',
);

// `data = {`, `data: {`, and a body by indentation
function bodies(text: ForeignText): readonly Habit[] {
  return text.matches(headers).flatMap((match): readonly Habit[] => {
    const [whole, word, sign = ''] = match;
    const at = match.index + whole.length - sign.length;
    if (text.isInBody(at)) return [];
    const owner = word === undefined ? 'a network or block' : `\`${word}\``;
    const hint = `the lines of ${owner} stand in braces: \`{ … }\``;
    const told = { start: at, end: at + 1, message: `unexpected \`${sign[0]}\``, hint };
    const blank = /[ \t]$/.test(text.text.slice(0, at)) ? '' : ' ';
    if (sign.endsWith('{')) return [{ ...told, fix: { start: at, end: at + sign.length, text: `${blank}{` } }];
    const end = text.bodyEnd(match.index + (whole.length - whole.trimStart().length));
    const isClosed = /^\s*\}/.test(text.text.slice(end, end + 200));
    return [
      { ...told, read: { start: at, end: at + 1, text: `${blank}{` } },
      ...(isClosed ? [] : [closing(end)]),
      ...keyed(text, at + 1, end),
    ];
  });
}

function closing(at: number): Habit {
  return { start: at, end: at, message: '', hint: '', read: { start: at, end: at, text: '\n}' }, isSilent: true };
}

// `source: sample("weave")` in a body without braces is the same mistake.
function keyed(text: ForeignText, from: number, to: number): readonly Habit[] {
  return [...text.text.slice(from, to).matchAll(/(?<=\n[ \t]*)[A-Za-z_][\w.]*[ \t]*:(?![=:])/g)].flatMap(
    (match): readonly Habit[] => {
      const at = from + match.index + match[0].length - 1;
      const read = { start: at, end: at + 1, text: ' =' };
      return text.isInBrackets(at) ? [] : [{ start: at, end: at + 1, message: '', hint: '', read, isSilent: true }];
    },
  );
}

// `steps: 10`, where a line gives a name to a value
function colons(text: ForeignText): readonly Habit[] {
  return text
    .matches(
      /(?<=(?:^|[{\n])[ \t]*(?:param[ \t]+)?|[\w)\]%"}][ \t]+)(?<![\w.])([A-Za-z_]\w*(?:\.\w+)?)[ \t]*:(?![=:])(?=[ \t]*[^\s}])/g,
    )
    .flatMap((match): readonly Habit[] => {
      const [whole, name = ''] = match;
      const at = match.index + whole.length - 1;
      const isParameter = /\bparam[ \t]+$/.test(text.text.slice(Math.max(0, match.index - 20), match.index));
      if (text.isInBrackets(at) || !(text.isInBody(at) || isParameter)) return [];
      if (/^(?:else|default|case|if|for|while)$/.test(name)) return [];
      const blank = /[ \t]$/.test(whole.slice(0, -1)) ? '' : ' ';
      const fix = { start: at, end: at + 1, text: `${blank}=` };
      const hint = `a name is given by \`=\`: \`${name} = …\``;
      return [{ start: at, end: at + 1, message: 'unexpected `:`', hint, fix }];
    });
}

// `steps == 10`
function doubled(text: ForeignText): readonly Habit[] {
  return text
    .matches(/(?<=(?:^|[{}\n])[ \t]*)([A-Za-z_]\w*(?:\.\w+)?)[ \t]*==(?!=)/g)
    .flatMap((match): readonly Habit[] => {
      const [whole, name = ''] = match;
      const at = match.index + whole.length - 2;
      if (text.isInBrackets(at) || !text.isInBody(at)) return [];
      const before = text.text.slice(Math.max(0, match.index - 300), match.index).trimEnd();
      if (goesOn.test(before)) return [];
      const fix = { start: at, end: at + 2, text: '=' };
      return [
        {
          start: at,
          end: at + 2,
          message: 'unexpected `==`',
          hint: `a name is given by one \`=\`: \`${name} = …\``,
          fix,
        },
      ];
    });
}

// `steps 10`
function withoutSign(text: ForeignText): readonly Habit[] {
  return text
    .matches(/(?<=(?:^|[{\n])[ \t]*)([A-Za-z_]\w*)[ \t]+(?=[\d"][^=\r\n]*$)/gm)
    .flatMap((match): readonly Habit[] => {
      const [whole, name = ''] = match;
      if (text.isInBrackets(match.index) || !text.isInBody(match.index)) return [];
      const before = text.text.slice(Math.max(0, match.index - 300), match.index).trimEnd();
      if (goesOn.test(before) || isReserved(name)) return [];
      const at = match.index + whole.length;
      const fix = { start: at, end: at, text: '= ' };
      const hint = `a name is given by \`=\`: \`${name} = …\``;
      return [
        { start: match.index, end: match.index + name.length, message: `expected \`=\` behind \`${name}\``, hint, fix },
      ];
    });
}

/** What a value does not end with. */
const goesOn = /(?:[-+*/<>=|,(]|\b(?:when|and|or|not|in|on))$/;

function isReserved(name: string): boolean {
  return keywords.some((word) => word === name);
}

interface Begun {
  readonly start: number;
  readonly word: string;
  readonly end: number;
}

// Also behind a brace that opens a body on the same line.
function atLinesAndBraces(text: ForeignText, words: RegExp): readonly Begun[] {
  const anywhere = new RegExp(words.source.replace('^[ \\t]*', '(?<=(?:^|[{}\\n])[ \\t]*)'), words.flags);
  return text
    .matches(anywhere)
    .map(({ index, 0: whole, 1: word = '' }) => ({ start: index, word, end: index + whole.length }));
}

function boundIn(text: ForeignText, start: number, end: number): readonly string[] {
  return [...text.text.slice(start, end).matchAll(/([A-Za-z_]\w*)[ \t]*=(?!=)/g)].map(([, name = '']) => name);
}
