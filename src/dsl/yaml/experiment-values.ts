// What stands in an experiment of a YAML file. Its values are numbers, texts, truths, ranges of numbers and `all`, so that texts need no
// quotes of the language, as in `param`. Reading and writing go by the same rules.

/** Whether any text under a key is taken as it is. */
export function isProse(key: string): boolean {
  return key === 'pipeline' || key === 'looked_at';
}

/** `all`, ranges of numbers, and draws of them, which are told as what they are: without quotes no texts. */
export const meansMore = /^(?:all|-?\d[\w.%]*?\s*(?:\.\.|\|)[\s\w.%|-]*)$/;

/** A text in quotes of the language, inside of those of YAML: taken for a slip. */
export function isQuotedTwice(key: string, text: string): boolean {
  return /^".*"$/s.test(text) && !(isProse(key) && /\s/.test(text));
}

/** Any other expression, which no experiment takes, is the one entry of a mapping under this key, as in `param`. */
export const expressionKey = 'expression';
