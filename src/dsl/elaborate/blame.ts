// Whose fault an error is that a file has with some values of its parameters and not with its own: it is told at the word
// that brought it, of the command line or of an experiment, with the place in the file beside it.
import type { Diagnostic, Related } from '../../diagnostics/diagnostic.ts';
import { type CommandWord, type CommandWords, commandWord, isCommandLine } from './command-words.ts';
import type { Overrides } from './elaborate-parameters.ts';

/** With more words than these all of them are named. */
const mostWords = 8;

/** `find`: what is found with other values. What the command line itself says wrong is marked as such. */
export function toldAtWords(
  found: readonly Diagnostic[],
  overrides: Overrides,
  words: CommandWords,
  find: (overrides: Overrides) => readonly Diagnostic[],
): readonly Diagnostic[] {
  const marked = found.map((one) => (isCommandLine(one.span.source) ? { ...one, isUsage: true } : one));
  const ofWords = new Set([...words.values()].flatMap(({ name, value }) => [name.source, value.source]));
  const isOfFile = ({ severity, span: { source } }: Diagnostic) =>
    severity === 'error' && !isCommandLine(source) && !ofWords.has(source);
  if (overrides.size === 0 || !marked.some(isOfFile)) return marked;
  const own = new Set(find(new Map()).map(keyOf));
  if (!marked.some((one) => isOfFile(one) && !own.has(keyOf(one)))) return marked;
  const without = [...overrides].slice(0, overrides.size > mostWords ? 0 : undefined).map(([name]) => ({
    name,
    keys: new Set(find(new Map([...overrides].filter(([other]) => other !== name))).map(keyOf)),
  }));
  return marked.map((one) => {
    const key = keyOf(one);
    if (!isOfFile(one) || own.has(key)) return one;
    const blamed = overrides.size === 1 ? [] : without.filter(({ keys }) => !keys.has(key)).map(({ name }) => name);
    const names = blamed.length > 0 ? blamed : [...overrides.keys()];
    return told(
      one,
      names.map((name) => words.get(name) ?? commandWord('--set', `${name}=${overrides.get(name) ?? ''}`)),
    );
  });
}

function told(one: Diagnostic, [first, ...others]: readonly CommandWord[]): Diagnostic {
  if (first === undefined) return one;
  const related: Related[] = [
    ...others.map(({ value }) => ({ message: 'and by this', span: value })),
    { message: one.label ?? 'here', span: one.span },
    ...one.related,
  ];
  // A change of the file is no remedy for a word of the command line.
  const hint = one.fix === undefined ? one.hint : undefined;
  return { ...one, span: first.value, label: undefined, hint, fix: undefined, related };
}

// Files are read anew each time: by their names.
function keyOf({ code, span: { source, start, end } }: Diagnostic): string {
  return `${code}\n${source.path ?? source.name}\n${start}\n${end}`;
}
