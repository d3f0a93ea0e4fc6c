// One report a cause. Where something could not be read, what seems to be missing, of the wrong type or
// undeclared is mostly an echo of that; where a file could not be read at all, everything else is.
import type { Code } from './catalogue.ts';
import type { Diagnostic } from './diagnostic.ts';
import { type SourceFile, type Span, textAt } from './source-file.ts';

/** Among lost names: operations or values whose names cannot be known. */
export const anyOperation = '*';
export const anyValue = '.';

/** What reading a file left open. */
export interface Unread {
  readonly source: SourceFile;
  /** Pieces that could not be read in full. */
  readonly broken: readonly Span[];
  /** Names that would have been declared by what could not be read. */
  readonly lost: ReadonlySet<string>;
}

/** Of a broken line or piece. Names that do not exist are still worth telling. */
const mayEcho: ReadonlySet<Code> = new Set<Code>([
  'bad-experiment',
  'missing-argument',
  'missing-key',
  'too-many-arguments',
  'takes-no-input',
  'wrong-type',
  'wrong-number-of-names',
  'no-step',
  'no-arithmetic',
  'no-loss',
  'nothing-trained',
  'no-input',
  'no-result',
  'misplaced',
  'declared-twice',
  'bad-distribution',
  'range-ends',
  'mixed-choice',
  'drawn-word',
]);
/** Of a broken line too, where no other name is near. */
const mayEchoUnlike: ReadonlySet<Code> = new Set<Code>(['unknown-name', 'unknown-operation', 'unknown-key']);
/** Of words that the lexer could not read. */
const lexical: ReadonlySet<Code> = new Set<Code>(['unexpected-character', 'unclosed-string', 'unknown-unit']);
/** The file is not what it seems: nothing else that is said of it holds. */
const unreadable: ReadonlySet<Code> = new Set<Code>(['unknown-version']);
/** What a name would have been. */
const ofNames: ReadonlySet<Code> = new Set<Code>(['unknown-name', 'unknown-operation', 'unknown-setting', 'no-map']);

export function withoutEchoes(diagnostics: readonly Diagnostic[], unread: readonly Unread[]): readonly Diagnostic[] {
  const lines = (codes: ReadonlySet<Code>) => new Set(diagnostics.filter((d) => codes.has(d.code)).map(lineOf));
  const [unsyntactic, illegible] = [lines(new Set<Code>(['syntax'])), lines(lexical)];
  const hopeless = new Set(diagnostics.filter(({ code }) => unreadable.has(code)).map(({ span }) => span.source));
  const brokenIn = new Map(unread.map(({ source, broken }) => [source, broken]));
  const lost = new Set(unread.flatMap((file) => [...file.lost]));
  const noMap = !lost.has('map') && diagnostics.some(({ code }) => code === 'no-map');
  // `return …` and `self.map = …` in a network are what would have been its map.
  const isMisnamed = diagnostics.some(
    ({ code, span }) => code === 'unexpected-return' || (code === 'dotted-name' && /\.map$/.test(textAt(span))),
  );
  const noNetwork = diagnostics.some(({ code }) => code === 'no-network');
  const misshapen = new Set(diagnostics.filter(({ code }) => code === 'yaml-structure').map(placeOf));
  const unknown = diagnostics.filter(({ code }) => code === 'unknown-parameter');
  const behindUnknown = new Set(unknown.map(({ span }) => `${span.source.name}:${span.end}`));
  const told = collapsed(diagnostics);
  return told.filter((d) => {
    if (hopeless.has(d.span.source)) return unreadable.has(d.code);
    const line = lineOf(d);
    if (d.code === 'syntax') return !illegible.has(line);
    if (d.code === 'unknown-name' && misshapen.has(placeOf(d))) return false;
    if (ofNames.has(d.code) && lost.has(nameIn(d))) return false;
    if (lost.has(anyValue) && (d.code === 'no-map' || (d.code === 'unknown-name' && d.fix === undefined))) return false;
    if (d.code === 'no-map' && isMisnamed) return false;
    if (noNetwork && d.code === 'unknown-name' && d.fix === undefined) return false;
    if (noMap && d.code === 'unknown-name' && nameIn(d) === 'map') return false;
    if (d.code === 'unknown-operation' && lost.has(anyOperation) && d.fix === undefined) return false;
    if (mayEchoUnlike.has(d.code) && d.fix === undefined) return !unsyntactic.has(line);
    // The word in front of the `=` is told already.
    if (d.code === 'named-with-equals' && behindUnknown.has(nameBefore(d))) return false;
    // What could not be read may be where it is used.
    if (d.code.startsWith('unused-') && (brokenIn.get(d.span.source)?.length ?? 0) > 0) return false;
    if (!mayEcho.has(d.code)) return true;
    const isInside = (piece: Span) => piece.start <= d.span.start && d.span.end <= piece.end;
    return !unsyntactic.has(line) && !illegible.has(line) && brokenIn.get(d.span.source)?.some(isInside) !== true;
  });
}

/** A name without a declaration is one mistake, however often it is used. */
export function collapsed(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const firsts = new Map<string, Diagnostic>();
  const more = new Map<Diagnostic, Diagnostic[]>();
  const kept = diagnostics.filter((d) => {
    const repeats = (d.code === 'unknown-name' || d.code === 'unknown-operation') && d.fix === undefined;
    if (!repeats || d.related.length > 0) return true;
    const key = `${d.code} ${d.summary} ${d.span.source.name}`;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, d);
    else more.set(first, [...(more.get(first) ?? []), d]);
    return first === undefined;
  });
  return kept.map((d) => {
    const others = more.get(d) ?? [];
    return others.length === 0
      ? d
      : { ...d, related: others.slice(0, 3).map(({ span }, i) => also(span, i, others.length)) };
  });
}

function also(span: Span, index: number, all: number): Diagnostic['related'][number] {
  return { span, message: index === 2 && all > 3 ? `and here, and in ${all - 3} more places` : 'and here' };
}

// Where the word ends that stands in front of it.
function nameBefore({ span: { source, start } }: Diagnostic): string {
  return `${source.name}:${source.text.slice(0, start).trimEnd().length}`;
}

function nameIn({ code, span }: Diagnostic): string {
  if (code === 'no-map') return 'map';
  const text = textAt(span);
  return text.split(/[.(=]/, 1)[0]?.trim() ?? '';
}

function placeOf({ span }: Diagnostic): string {
  return `${span.source.name}:${span.start}:${span.end}`;
}

function lineOf({ span }: Diagnostic): string {
  return `${span.source.name}:${span.source.lineIndex(span.start)}`;
}
