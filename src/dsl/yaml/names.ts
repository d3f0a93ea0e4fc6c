// Names in YAML keys and values: `generator`, `optimizer.discriminator`, `synthetic, mask`.
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/source-file.ts';
import type { Name, Reference } from '../syntax/ast.ts';
import { nameHint } from '../syntax/lexical.ts';
import { reservedWords } from '../syntax/tokens.ts';
import type { YamlScalar } from './node.ts';

/** A line of a text that looks like a key of the file: below `|` it is mostly one that is indented too far. */
export const keyLine =
  /^[ \t]*(?:- )?((?:inputs|parameters|values|return|use|param|data|augment|network|block|loss|train|evaluate|experiment):)[ \t]*(?:[[{|>].*)?\r?$/m;

/** Undefined where it is no name, and that is reported. */
export function readName(scalar: YamlScalar, reporter: Reporter): Name | undefined {
  return nameIn(scalar, 0, scalar.excerpt.text.length, reporter);
}

/** `encoder`, `encoder.features`: undefined where it is no name, and that is reported. */
export function readPath(scalar: YamlScalar, reporter: Reporter): readonly [Name, ...Name[]] | undefined {
  const path = splitAt(scalar.excerpt.text, '.').map(([text, offset]) =>
    nameIn(scalar, offset, offset + text.length, reporter),
  );
  const [first, ...others] = path.filter((name) => name !== undefined);
  return first === undefined || others.length + 1 < path.length ? undefined : [first, ...others];
}

/** The names that a key binds; undefined where one is no name, and that is reported. */
export function readTargets(key: YamlScalar, reporter: Reporter): readonly Reference[] | undefined {
  const targets: Reference[] = [];
  for (const [part, at] of splitAt(key.excerpt.text, ',')) {
    const path = splitAt(part, '.').map(([text, offset]) =>
      nameIn(key, at + offset, at + offset + text.length, reporter),
    );
    const names = path.filter((name) => name !== undefined);
    const [first, last] = [names[0], names.at(-1)];
    if (names.length < path.length || first === undefined || last === undefined) return undefined;
    targets.push({ kind: 'reference', path: names, span: { ...first.span, end: last.span.end } });
  }
  return targets;
}

function nameIn({ excerpt }: YamlScalar, from: number, to: number, reporter: Reporter): Name | undefined {
  const written = excerpt.text.slice(from, to);
  const start = from + written.length - written.trimStart().length;
  const text = written.trim();
  const span: Span = { source: excerpt.source, start: excerpt.place(start), end: excerpt.place(start + text.length) };
  const isReserved = reservedWords.includes(text);
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !isReserved) return { kind: 'name', text, span };
  const isOtherTongue = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(text);
  const hint = isReserved
    ? `\`${text}\` is a word of the language: choose another name`
    : isOtherTongue
      ? nameHint
      : undefined;
  reporter.report('syntax', span, { message: `expected a name, found \`${text}\`` }, { hint });
  return undefined;
}

function splitAt(text: string, separator: string): readonly (readonly [text: string, offset: number])[] {
  let offset = 0;
  return text.split(separator).map((part) => {
    const found = [part, offset] as const;
    offset += part.length + separator.length;
    return found;
  });
}
