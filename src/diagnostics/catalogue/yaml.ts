// Codes of what only YAML files can have wrong.
import { entry } from './entry.ts';

export const yamlEntries = {
  'yaml-structure': entry<{ expected: string; found: string }>({
    severity: 'error',
    summary: ({ expected, found }) => `expected ${expected}, found ${found}`,
    about:
      'A pipeline in YAML has the same parts as one in the language of its own; each is a mapping, a sequence or a value. `grammar/pipeline.schema.json` says so to editors.',
    wrong: 'network: {generator: [seen]}',
    right: 'network:\n  generator:\n    inputs: [seen]\n    values: {…}',
  }),
  'yaml-feature': entry<{ feature: string }>({
    severity: 'error',
    summary: ({ feature }) => `${feature} has no place in a pipeline`,
    about:
      'Anchors, aliases, merge keys, tags, directives, complex keys and further documents would be a second way to say what names and blocks say, and surprise whoever reads the file.',
    wrong: 'e1: &first [seen, conv(64)]\ne2: *first',
    right: 'e1: [seen, conv(64)]\ne2: e1',
  }),
  'yaml-unquoted': entry<{ text: string; sign: 'comma' | 'colon' }>({
    severity: 'error',
    summary: ({ text, sign }) => `\`${text}\` needs quotes: YAML cuts it at the ${sign}`,
    about:
      'Between brackets and braces a comma ends a value of YAML, and everywhere a colon with a blank behind it ends a key. A value that has them inside stands in single quotes, or below `|`.',
    wrong: 'd2: [concat(d3, e3), conv(64, kernel: 3)]',
    right: "d2:\n  - concat(d3, e3)\n  - 'conv(64, kernel: 3)'",
  }),
  'yaml-argument': entry<{ name: string; owner: string }>({
    severity: 'error',
    summary: ({ name, owner }) => `\`${name}\` is an operation, and an argument of \`${owner}\` too`,
    about:
      'Among arguments a key is the name of one, else a call. Of an imported block the names are not known in the file: a key that could be both says in quotes what it is.',
    wrong: 'map: [seen, soften: [8, blur: 3]]',
    right: "map: [seen, 'soften(8, blur: 3)']",
  }),
  'yaml-key': entry<{ name: string }>({
    severity: 'error',
    summary: ({ name }) => `\`${name}\` cannot be a key`,
    about: 'Programs that read the file trip over such a key. Choose another name.',
    wrong: 'param: {constructor: 3}',
    right: 'param: {width: 3}',
  }),
  'yaml-ambiguous': entry<{ text: string }>({
    severity: 'error',
    summary: ({ text }) => `\`${text}\` is neither a number of the language nor clearly a text`,
    about:
      'In `param` a value without quotes is a number, `true`, `false` or a text. What looks like a number or a word of YAML but is none of the language says so in quotes.',
    wrong: 'param: {category: 2024-01-01}',
    right: "param: {category: '2024-01-01'}",
  }),
} as const;
