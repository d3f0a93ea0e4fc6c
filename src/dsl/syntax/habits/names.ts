// Names in front of `=` as other languages write them, version lines, and bodies of parameters.
import type { ForeignText } from './foreign-text.ts';
import type { Habit } from './habit.ts';
import type { Rule } from './signs.ts';

export const nameRules: readonly Rule[] = [versions, quotedKeys, pairs, bracketedPairs, parameterBodies, barePaths];

// `anoseg: 1`, `anoseg v1`, `version = 1`
function versions(text: ForeignText): readonly Habit[] {
  const found = /^\s*((?:anoseg|version|lang(?:uage)?)[ \t]*[:=]?[ \t]*v?(\d+(?:\.0)?))[ \t]*$/im.exec(text.text);
  const [whole = '', line = '', number = ''] = found ?? [];
  if (found === null || text.text.slice(0, found.index).trim() !== '' || /^anoseg[ \t]+\d+$/.test(line)) return [];
  const start = found.index + whole.length - whole.trimStart().length;
  const fix = { start, end: start + line.length, text: `anoseg ${Number(number)}` };
  const message = 'this is no version line';
  return [{ start, end: fix.end, message, hint: `begin the file with \`${fix.text}\``, fix }];
}

// `"steps" = 10`
function quotedKeys(text: ForeignText): readonly Habit[] {
  return text
    .matches(/(?<=(?:^|[{\n])[ \t]*)"_+"(?=[ \t]*[=:](?!=))/g)
    .flatMap(({ index, 0: whole }): readonly Habit[] => {
      const name = text.written.slice(index + 1, index + whole.length - 1);
      if (text.isInBrackets(index) || !/^[A-Za-z_]\w*$/.test(name)) return [];
      const sign = /^[ \t]*:/.exec(text.text.slice(index + whole.length))?.[0] ?? '';
      const fix = { start: index, end: index + whole.length + sign.length, text: sign === '' ? name : `${name} =` };
      return [
        {
          start: index,
          end: index + whole.length,
          message: 'a name has no quotes',
          hint: `write \`${name} = …\``,
          fix,
        },
      ];
    });
}

// `synthetic mask = …`
function pairs(text: ForeignText): readonly Habit[] {
  const lines = /(?<=(?:^|[{\n])[ \t]*)([A-Za-z_]\w*)([ \t]+)[A-Za-z_]\w*(?=[ \t]*=(?!=))/g;
  return text.matches(lines).flatMap(({ index, 1: name = '', 2: blank = '' }): readonly Habit[] => {
    const isWord =
      /^(?:param|let|const|var|val|auto|final|static|mut|int|float|double|bool|string|str|set|global|local|define|return)$/;
    if (text.isInBrackets(index) || !text.isInBody(index) || isWord.test(name)) return [];
    if (
      /[-+*/|,(=>]$|\b(?:when|and|or|not|in|on|else)$/.test(text.text.slice(Math.max(0, index - 300), index).trimEnd())
    )
      return [];
    const at = index + name.length;
    const fix = { start: at, end: at + blank.length, text: ', ' };
    const hint = 'a comma stands between names: `synthetic, mask = …`';
    return [
      { start: at + blank.length, end: at + blank.length + 1, message: `expected \`,\` behind \`${name}\``, hint, fix },
    ];
  });
}

// `(synthetic, mask) = …`, `[synthetic, mask] = …`
function bracketedPairs(text: ForeignText): readonly Habit[] {
  return text
    .matches(/(?<=(?:^|[{\n])[ \t]*)[([]([\w ,]+)[)\]](?=[ \t]*=(?!=))/g)
    .map(({ index, 0: whole, 1: names = '' }) => {
      const fix = { start: index, end: index + whole.length, text: names.trim() };
      const hint = 'names stand without brackets: `synthetic, mask = …`';
      return { start: index, end: fix.end, message: `unexpected \`${whole[0]}\``, hint, fix };
    });
}

// `params { size = 32 }`
function parameterBodies(text: ForeignText): readonly Habit[] {
  const heads =
    /^[ \t]*(params?|parameters|config|settings|hyperparameters|options|variables|vars)[ \t]*[=:]?[ \t]*\{/gim;
  return text.matches(heads).flatMap(({ index, 0: whole, 1: word = '' }): readonly Habit[] => {
    const start = index + whole.length - whole.trimStart().length;
    if (text.isInBody(start)) return [];
    const end = text.bodyEnd(start);
    const lost = [...text.text.slice(start, end).matchAll(/([A-Za-z_]\w*)[ \t]*[=:]/g)].map(([, name = '']) => name);
    const hint = 'each parameter is a line of its own: `param size = 32`';
    const read = { start, end, text: '' };
    return [{ start, end: start + word.length, message: 'parameters have no body', hint, read, lost }];
  });
}

// `pipeline = claims.anoseg` of an experiment
function barePaths(text: ForeignText): readonly Habit[] {
  return text
    .matches(/(?<=(?:^|[{\n])[ \t]*pipeline[ \t]*=[ \t]*)[\w./~-]*[./][\w./~-]*(?=[ \t\r]*$)/gm)
    .map(({ index, 0: path }) => {
      const fix = { start: index, end: index + path.length, text: `"${path}"` };
      return { start: fix.start, end: fix.end, message: 'a path stands in quotes', hint: `write \`${fix.text}\``, fix };
    });
}
