// YAML to be written: mappings, sequences and scalars to lines, on one line (`[a, b]`) where they fit.
// Lines remember the place that they come from, so that comments find theirs.
import { maximumWidth } from '../../rewrite/format/render.ts';

export type Out =
  | {
      readonly kind: 'scalar';
      /** As it stands behind a key, with its quotes if any; in brackets more values need some. */
      readonly text: string;
      readonly inBrackets: string;
      readonly at: number | undefined;
    }
  /** A block scalar: `|` and these lines below it. */
  | { readonly kind: 'text'; readonly lines: readonly string[]; readonly at: number | undefined }
  | OutSequence
  | OutMapping;

/** `isBlock`: each item has a line of its own, whether or not they would fit on one. */
export interface OutSequence {
  readonly kind: 'sequence';
  readonly items: readonly Out[];
  readonly isBlock: boolean;
}

export interface OutMapping {
  readonly kind: 'mapping';
  readonly entries: readonly OutEntry[];
  readonly isBlock: boolean;
  /** One entry, an argument by name: in brackets it needs no braces. */
  readonly isArgument?: boolean;
}

export interface OutEntry {
  readonly key: string;
  readonly value: Out;
  /** Where the key stands in the source. */
  readonly at: number | undefined;
  /** The author left a line empty before it. */
  readonly blank: boolean;
  /** An empty line stands before it and the comments above it. */
  readonly isApart?: boolean;
}

export interface OutLine {
  readonly indent: number;
  readonly text: string;
  readonly at: number | undefined;
  readonly blank: boolean;
  readonly isApart: boolean;
}

/** A mapping, each key on its line. */
export function mappingLines(entries: readonly OutEntry[], indent: number): readonly OutLine[] {
  return entries.flatMap(({ key, value, at, blank, isApart = false }) =>
    valueLines(`${key}:`, value, { indent, at: at ?? placeOf(value), blank, isApart }),
  );
}

type Head = Omit<OutLine, 'text'>;
const plainHead = { at: undefined, blank: false, isApart: false } as const;

// `lead`: what stands before the value on its line, `key:` or `-`.
function valueLines(lead: string, value: Out, head: Head): readonly OutLine[] {
  const isItem = lead === '-';
  const isCall = isItem && value.kind === 'mapping' && value.entries.length === 1;
  const flow = isCall ? undefined : inline(value);
  const indent = head.indent + 2;
  if (flow !== undefined && head.indent + lead.length + 1 + flow.length <= maximumWidth)
    return [{ ...head, text: `${lead} ${flow}` }];
  switch (value.kind) {
    case 'scalar':
      return [{ ...head, text: `${lead} ${value.text}` }];
    case 'text': {
      const lines = value.lines.map((text): OutLine => ({ ...plainHead, indent: text === '' ? 0 : indent, text }));
      return [{ ...head, text: `${lead} |` }, ...lines];
    }
    case 'sequence':
      return below(
        lead,
        value.items.flatMap((item) => valueLines('-', item, { ...plainHead, indent, at: placeOf(item) })),
        head,
      );
    case 'mapping':
      return below(lead, mappingLines(value.entries, indent), head);
  }
}

// Behind a dash what is inside begins on the same line.
function below(lead: string, lines: readonly OutLine[], head: Head): readonly OutLine[] {
  const [first, ...others] = lines;
  if (lead !== '-' || first === undefined) return [{ ...head, text: lead }, ...lines];
  return [{ ...head, text: `- ${first.text}` }, ...others];
}

/** On one line; undefined where that cannot be. */
function inline(out: Out): string | undefined {
  return out.kind === 'scalar' ? out.text : inBrackets(out.kind === 'mapping' ? { ...out, isArgument: false } : out);
}

function inBrackets(out: Out): string | undefined {
  if (out.kind === 'scalar') return out.inBrackets;
  if (out.kind === 'text' || out.isBlock) return undefined;
  const parts = out.kind === 'sequence' ? out.items.map(inBrackets) : out.entries.map(entryInBrackets);
  if (parts.includes(undefined)) return undefined;
  const text = parts.join(', ');
  if (out.kind === 'sequence') return `[${text}]`;
  return out.isArgument === true ? text : `{${text}}`;
}

function entryInBrackets({ key, value }: OutEntry): string | undefined {
  const text = inBrackets(value);
  return text === undefined ? undefined : `${key}: ${text}`;
}

function placeOf(out: Out): number | undefined {
  if (out.kind === 'sequence') return out.items[0] && placeOf(out.items[0]);
  return out.kind === 'mapping' ? out.entries[0]?.at : out.at;
}
