// Where in half-typed YAML a cursor stands: the keys and items that lead to it, by indentation and brackets
// alone, since YAML that is being typed seldom parses.

/** `siblings`: keys that the same mapping has above. */
export type Segment =
  | { readonly kind: 'key'; readonly text: string; readonly siblings: readonly string[] }
  | { readonly kind: 'item'; readonly index: number };

export interface YamlPlace {
  readonly path: readonly Segment[];
  /** What is written of the value so far. */
  readonly tail: string;
  /** A key may begin here; `siblings`: those that are there. */
  readonly isKey: boolean;
  readonly siblings: readonly string[];
  /** Inside of `{…}` or `[…]`. */
  readonly isFlow: boolean;
  /** In quotes, or in a block behind `|`: a colon is no sign of YAML. */
  readonly isQuoted: boolean;
}

const names = /[A-Za-z_][\w.]*(?:[ \t]*,[ \t]*[A-Za-z_]\w*)*/.source;
const keyStart = new RegExp(`^(${names})[ \\t]*:(?:[ \\t]+|$)`);
const itemStart = /^-(?:[ \t]+|$)/;

/** Undefined in a comment. */
export function yamlPlaceOf(before: string): YamlPlace | undefined {
  if (/(?:^|[ \t])#[^"'\n]*$/.test(before.slice(before.lastIndexOf('\n') + 1))) return undefined;
  const block = new BlockPlace();
  let offset = 0;
  for (const text of before.split('\n')) {
    block.addLine(text.replace(/\r$/, ''), offset, offset + text.length === before.length);
    offset += text.length + 1;
  }
  const { path, siblings, isKey } = block;
  const value = before.slice(block.start);
  const literal = /^[|>][-+\d]*[ \t]*\r?\n/.exec(value)?.[0];
  if (literal !== undefined)
    return { path, siblings, tail: value.slice(literal.length), isKey: false, isFlow: false, isQuoted: true };
  if (/^[[{]/.test(value)) return flowPlace(value, path);
  return { path, siblings, ...withoutQuote(value), isKey, isFlow: false };
}

function withoutQuote(value: string): { readonly tail: string; readonly isQuoted: boolean } {
  const isQuoted = /^["']/.test(value);
  return { tail: isQuoted ? value.slice(1) : value, isQuoted };
}

/** A key or an item that has begun, with its column. */
type Mark = Segment & { readonly column: number };

// The lines of a file, one after the other, and what is open behind each.
class BlockPlace {
  readonly #open: Mark[] = [];
  #hasValue = false;
  /** Where the value begins. */
  start = 0;
  siblings: readonly string[] = [];
  isKey = false;

  get path(): readonly Segment[] {
    return this.#open;
  }

  addLine(text: string, offset: number, isLast: boolean): void {
    const indent = text.length - text.trimStart().length;
    if (!isLast && /^\s*(?:#.*)?$/.test(text)) return;
    this.isKey = false;
    const inner = this.#open.at(-1);
    // The value of the line above goes on.
    if (this.#hasValue && inner !== undefined && indent > inner.column) return;
    let column = indent;
    let hasMark = false;
    for (let mark = markAt(text, column); mark !== undefined; mark = markAt(text, column)) {
      this.#push(mark.key, column);
      column += mark.length;
      hasMark = true;
      if (mark.key !== undefined) break;
    }
    const rest = text.slice(column);
    if (!hasMark) this.siblings = this.#close(indent);
    this.isKey = !hasMark && rest === '';
    this.#hasValue = /^[^#\s]/.test(rest);
    this.start = offset + column;
  }

  #push(key: string | undefined, column: number): void {
    const top = this.#open.at(-1);
    if (key !== undefined) {
      this.#open.push({ kind: 'key', text: key, siblings: this.#close(column), column });
      return;
    }
    // Items may stand right below their key.
    const belowKey = top?.kind === 'key' && top.column === column;
    const before = belowKey ? undefined : this.#neighbour(column);
    if (!belowKey) this.#close(column, before !== undefined);
    this.#open.push({ kind: 'item', index: before === undefined ? 0 : before.index + 1, column });
  }

  #neighbour(column: number) {
    const found = this.#open.findLast((mark) => mark.column === column && mark.kind === 'item');
    return found?.kind === 'item' ? found : undefined;
  }

  // Ends what begins at a column or behind it; the keys of the mapping that goes on there.
  #close(column: number, keepsKey = false): readonly string[] {
    let siblings: readonly string[] = [];
    for (let top = this.#open.at(-1); top !== undefined && top.column >= column; top = this.#open.at(-1)) {
      if (keepsKey && top.column === column && top.kind === 'key') break;
      if (top.kind === 'key' && top.column === column) siblings = [...top.siblings, top.text];
      this.#open.pop();
    }
    return siblings;
  }
}

function markAt(
  text: string,
  column: number,
): { readonly key: string | undefined; readonly length: number } | undefined {
  const rest = text.slice(column);
  const key = keyStart.exec(rest);
  if (key) return { key: key[1], length: key[0].length };
  const item = itemStart.exec(rest);
  return item ? { key: undefined, length: item[0].length } : undefined;
}

interface Flow {
  readonly isMap: boolean;
  readonly siblings: string[];
  key: string | undefined;
  index: number;
}

// `{…}` and `[…]`, to their open end; a pair in a list is a mapping of its own.
function flowPlace(value: string, path: readonly Segment[]): YamlPlace {
  const open: Flow[] = [];
  let start = 0;
  let quote = '';
  for (let i = 0; i < value.length; i++) {
    const sign = value.charAt(i);
    const top = open.at(-1);
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (/["']/.test(sign) && value.slice(start, i).trim() === '') quote = sign;
    else if (sign === '{' || sign === '[') open.push({ isMap: sign === '{', siblings: [], key: undefined, index: 0 });
    else if (sign === '}' || sign === ']') open.pop();
    else if (top && sign === ',') {
      if (top.isMap && top.key !== undefined) top.siblings.push(top.key);
      top.key = undefined;
      top.index += 1;
    } else if (top && sign === ':' && /\s|$/.test(value.charAt(i + 1))) top.key = value.slice(start, i).trim();
    else continue;
    if (quote === '') start = i + 1;
  }
  const inner = open.flatMap(({ isMap, siblings, key, index }): readonly Segment[] => [
    ...(isMap ? [] : [{ kind: 'item', index } as const]),
    ...(key === undefined ? [] : [{ kind: 'key', text: key, siblings } as const]),
  ]);
  const top = open.at(-1);
  const text = value.slice(start).trimStart();
  const isKey = top?.isMap === true && top.key === undefined && text === '';
  const siblings = top?.siblings ?? [];
  return { path: [...path, ...inner], siblings, ...withoutQuote(text), isKey, isFlow: true };
}
