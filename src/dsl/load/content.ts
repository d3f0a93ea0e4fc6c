// What one file says, not how it is written: by this two syntaxes are compared, and a file before and after `fmt`.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Item, PipelineFile, SectionName, Statement } from '../syntax/ast.ts';
import type { Loaded } from './load.ts';

/** Of all files of a pipeline, parameters as they are declared: `sha256:` and 64 hexadecimal digits. */
export function contentDigest({ files }: Loaded): string {
  const text = files.map(({ parsed }) => `${contentOf(parsed.file)}\n`).join('');
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;
}

/** As a text: the same for every way to write it, whether a section stands before or behind a network. */
export function contentOf({ version, items }: PipelineFile): string {
  const ordered = items.toSorted((a, b) => rankOf(a) - rankOf(b));
  return JSON.stringify([version?.value ?? null, ordered], withoutPlace);
}

// Items of one kind keep their order: parameters and networks may use those before them.
const ranks: { readonly [K in Exclude<Item['kind'], 'section'> | SectionName]: number } = {
  use: 0,
  param: 1,
  block: 2,
  network: 3,
  data: 4,
  augment: 5,
  loss: 6,
  train: 7,
  evaluate: 8,
  experiment: 9,
};

function rankOf(item: Item): number {
  return ranks[item.kind === 'section' ? item.section : item.kind];
}

// Spans say where something stands, texts of numbers how they are written, docs are comments.
const ignored: ReadonlySet<string> = new Set(['span', 'keyword', 'source', 'doc']);

function withoutPlace(this: unknown, key: string, value: unknown): unknown {
  if (ignored.has(key)) return undefined;
  const isNumberText =
    key === 'text' && typeof this === 'object' && this !== null && 'kind' in this && this.kind === 'number';
  if (isNumberText) return undefined;
  return key === 'statements' && Array.isArray(value) ? value.toSorted(resultLast) : value;
}

function resultLast(a: Statement, b: Statement): number {
  return Number(a.kind === 'return') - Number(b.kind === 'return');
}
