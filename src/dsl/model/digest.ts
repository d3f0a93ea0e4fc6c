// The digest of a pipeline: of what it means. Its settings are the effective ones, imports are resolved, parameters have
// the values that count for this run. How it is written does not matter: neither syntax, white space and comments, nor whether
// a default is spelt out, nor the order of what is found by its name. Names of values and blocks do: draws are keyed by them.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Flow, Model } from './model.ts';

/** `sha256:` and 64 hexadecimal digits. */
export function digestPipeline(model: Model): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(JSON.stringify(meaningOf(model)))))}`;
}

/** Plain data with sorted keys, equal for two pipelines that compute the same from the same images. */
export function meaningOf({ data, augment, networks, loss, train, evaluate }: Model): unknown {
  return sorted({
    data,
    augment: { ...augment, flow: flowByPath(augment.flow), ...pickedByPath(augment) },
    networks: networks.toSorted(byName).map(({ flow, values, ...network }) => ({
      ...network,
      flow: flowByPath(flow),
      values: values.toSorted(byName).map(({ name, reference }) => [name, byPath(reference, flow)]),
    })),
    // Their sum is rounded: the order of terms decides about last digits.
    loss: loss.map(({ flow, parts, ...term }) => ({ ...term, parts: byPath(parts, flow), flow: flowByPath(flow) })),
    train: { ...train, networks: train.networks.toSorted((a, b) => compare(a.network, b.network)) },
    evaluate: {
      ...evaluate,
      ...(evaluate.scoreFlow && {
        score: byPath(evaluate.score, evaluate.scoreFlow),
        scoreFlow: flowByPath(evaluate.scoreFlow),
      }),
      metrics: evaluate.metrics.toSorted(byName),
    },
  });
}

function pickedByPath({ image, synthetic, mask, flow }: Model['augment']) {
  return { image: byPath(image, flow), synthetic: byPath(synthetic, flow), mask: byPath(mask, flow) };
}

/** Operations in the order of their paths, which name them; those that they work on by path, too. */
function flowByPath(flow: Flow): unknown {
  return flow.nodes.toSorted((a, b) => compare(a.call.path, b.call.path)).map((node) => byPath(node, flow));
}

/** The value with paths in place of the numbers of operations in the flow. */
function byPath(value: unknown, flow: Flow): unknown {
  if (Array.isArray(value)) return value.map((item) => byPath(item, flow));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => {
    const isNumber = key === 'node' && typeof inner === 'number' && 'from' in value && value.from === 'node';
    return [key, isNumber ? flow.nodes[inner]?.call.path : unplaced.has(key) ? undefined : byPath(inner, flow)];
  });
  return Object.fromEntries(entries);
}

// Where something is written, and by whom, is no part of the meaning.
const unplaced: ReadonlySet<string> = new Set([
  ...['span', 'mentions', 'callers', 'given', 'doc'],
  ...['origin', 'origins', 'weightOrigin'],
]);

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, inner]) => inner !== undefined && !unplaced.has(key));
  return Object.fromEntries(kept.toSorted(([a], [b]) => compare(a, b)).map(([key, inner]) => [key, sorted(inner)]));
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
