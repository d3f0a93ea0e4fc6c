// Codes of what cannot be read at all.
import { entry } from './entry.ts';

export const syntaxEntries = {
  syntax: entry<{ message: string }>({
    severity: 'error',
    summary: ({ message }) => message,
    about:
      'The text does not follow the grammar here. Reading goes on with the next line that it understands, so that other mistakes are found in the same run.',
    wrong: 'e1 = seen -> conv(64',
    right: 'e1 = seen -> conv(64)',
  }),
  'unknown-section': entry<{ name: string }>({
    severity: 'error',
    summary: ({ name }) => `there is no section \`${name}\``,
    about:
      'A file is made of `use`, `param`, `network`, `block` and the sections `data`, `augment`, `loss`, `train` and `evaluate`.',
    wrong: 'trian { … }',
    right: 'train { … }',
  }),
  'unclosed-string': entry<Record<never, never>>({
    severity: 'error',
    summary: () => 'the string does not end on its line',
    about: 'A string begins and ends with `"` on one line; `\\n` in it stands for a new line.',
    wrong: 'param category = "bottle',
    right: 'param category = "bottle"',
  }),
  'not-text': entry<Record<never, never>>({
    severity: 'error',
    summary: () => 'the file is not UTF-8 text',
    about:
      'Files are read as UTF-8, with or without a byte order mark. Some editors and shells write UTF-16 or an older code page.',
    wrong: 'a file saved as "Unicode" (UTF-16) or Latin-1',
    right: 'the same file saved as UTF-8',
  }),
  'too-many': entry<{ limit: number }>({
    severity: 'note',
    summary: ({ limit }) => `the first ${limit} findings are shown; there are more`,
    about: 'So many findings mostly have one cause: a file that is no pipeline, or an editor that broke it.',
    wrong: '(the findings before it are)',
    right: 'mend the first ones and check again',
  }),
  'unexpected-character': entry<{ text: string }>({
    severity: 'error',
    summary: ({ text }) => `unexpected \`${text}\``,
    about: 'The character belongs to no word of the language.',
    wrong: 'steps = 100;',
    right: 'steps = 100',
  }),
  'unknown-unit': entry<{ unit: string }>({
    severity: 'error',
    summary: ({ unit }) => `unknown unit \`${unit}\``,
    about:
      "Numbers have no unit, or one of `%` (a share of one), `px` (pixels of the pipeline's image) and `deg` (degrees), without a space.",
    wrong: 'rotate(45degrees)',
    right: 'rotate(45deg)',
  }),
  'bad-number': entry<{ text: string }>({
    severity: 'error',
    summary: ({ text }) => `\`${text}\` is not a finite number`,
    about: 'Numbers are written with digits, `_` between them, a decimal point and an exponent, and must be finite.',
    wrong: 'adam(rate: 1e999)',
    right: 'adam(rate: 1e-3)',
  }),
  'inexact-number': entry<{ text: string }>({
    severity: 'error',
    summary: ({ text }) => `\`${text}\` cannot be kept exactly: the largest whole number that can is ${2 ** 53}`,
    about: 'Whole numbers are kept digit by digit, or refused: a seed that was rounded would be another seed.',
    wrong: 'seed = 12345678901234567891',
    right: 'seed = 1234567890123456',
  }),
  'bad-escape': entry<{ text: string }>({
    severity: 'error',
    summary: ({ text }) => `unknown escape in a string: \`${text}\``,
    about: 'In a string, `\\"`, `\\\\`, `\\n`, `\\t` and `\\u{…}` stand for other characters.',
    wrong: 'folder("C:\\data")',
    right: 'folder("C:\\\\data")',
  }),
  'named-with-equals': entry<{ name: string }>({
    severity: 'error',
    summary: ({ name }) => `the argument \`${name}\` is named with \`=\``,
    about: 'Arguments are named with a colon; `=` gives a name to a value.',
    wrong: 'conv(64, kernel = 4)',
    right: 'conv(64, kernel: 4)',
  }),
  'too-large': entry<{ what: string; limit: string }>({
    severity: 'error',
    summary: ({ what, limit }) => `${what} is over the limit of ${limit}`,
    about:
      'Limits keep a broken or hostile file from taking all memory: 16 MB or 1,000,000 words a file and 64 MB with its imports, 100,000 characters a line, 500 a name, 200 levels of brackets, 1,000 operators in a row, 2,000 files, 20,000 operations, images of 16,384 pixels a side.',
    wrong: '((((…))))   // 10,000 levels',
    right: 'the same in fewer words: blocks, called fewer times',
  }),
  'missing-version': entry<Record<never, never>>({
    severity: 'error',
    summary: () => 'the version line is missing',
    about: 'A file says which version of the language it is written in, so that it means the same years later.',
    wrong: 'param size = 256   // as the first line',
    right: 'anoseg 1\n\nparam size = 256',
  }),
  'unknown-version': entry<{ version: string; known: number }>({
    severity: 'error',
    summary: ({ version, known }) =>
      `version ${version} of the language is unknown: this release of anoseg reads up to version ${known}`,
    about:
      'The version line says how to read the rest, so nothing else is checked. A newer release of anoseg reads newer versions.',
    wrong: 'anoseg 99',
    right: 'anoseg 1',
  }),
  'old-version': entry<{ version: number; current: number }>({
    severity: 'warning',
    summary: ({ version, current }) => `version ${version} of the language is old; ${current} is current`,
    about:
      'Old files are read as they were meant; version 0 is what the drafts of the language wrote. `anoseg fmt --upgrade` rewrites them.',
    wrong: 'anoseg 0',
    right: 'anoseg 1',
  }),
  deprecated: entry<{ old: string; current: string }>({
    severity: 'warning',
    summary: ({ old, current }) => `\`${old}\` is now called \`${current}\``,
    about: 'The old spelling still works. `anoseg fmt --upgrade` writes the new one.',
    wrong: 'x -> instancenorm',
    right: 'x -> instance_norm',
  }),
} as const;
