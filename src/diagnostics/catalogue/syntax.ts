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
      'Limits keep a broken or hostile file from taking all memory: 16 MB a file, 200 levels of brackets, 2,000 files, 20,000 operations.',
    wrong: '((((…))))',
    right: 'a network of fewer operations, in blocks that are called fewer times',
  }),
  'missing-version': entry<Record<never, never>>({
    severity: 'error',
    summary: () => 'the version line is missing',
    about: 'A file says which version of the language it is written in, so that it means the same years later.',
    wrong: 'data { … }',
    right: 'anoseg 1\n\ndata { … }',
  }),
  'unknown-version': entry<{ version: string; known: number }>({
    severity: 'error',
    summary: ({ version, known }) => `version ${version} of the language is unknown: this release reads up to ${known}`,
    about: 'A newer release of AnoSeg reads newer versions of the language.',
    wrong: 'anoseg 99',
    right: 'anoseg 1',
  }),
  'old-version': entry<{ version: number; current: number }>({
    severity: 'warning',
    summary: ({ version, current }) => `version ${version} of the language is old; ${current} is current`,
    about: 'Old files are read as they were meant. `anoseg fmt --upgrade` rewrites them.',
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
