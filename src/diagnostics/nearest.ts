// "Did you mean": the nearest of the names that exist.
import type { Extras } from './diagnostic.ts';
import type { Span } from './source-file.ts';

/** More edits than these are another word, not a slip of the finger. */
const mostEdits = 3;
/** Enough for any pipeline; bounds the work for hostile ones. */
const mostCandidates = 2000;
const longestName = 64;

/** The candidate with the fewest edits, if few enough to be a slip of the finger. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > longestName) return undefined;
  const small = name.toLowerCase();
  let best: string | undefined;
  let limit = Math.min(mostEdits, Math.max(1, Math.floor(name.length / 3)));
  let looked = 0;
  const letters = lettersOf(name);
  for (const candidate of candidates) {
    if (looked++ > mostCandidates || limit < 0) break;
    if (Math.abs(name.length - candidate.length) > limit) continue;
    // One edit takes at most one letter away and brings at most one: most names are told apart without their edits.
    if (countBits(letters ^ lettersOf(candidate)) > 2 * limit) continue;
    const distance = editDistance(small, candidate.toLowerCase(), limit);
    if (distance <= limit) {
      best = candidate;
      limit = distance - 1;
    }
  }
  return best ?? longerOrShorter(name, candidates);
}

// `recon` for `reconstruction`, `convolution` for `conv`.
function longerOrShorter(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length < 3) return undefined;
  let looked = 0;
  for (const candidate of candidates) {
    if (looked++ > mostCandidates) break;
    if (candidate.startsWith(name) || (candidate.length > 3 && name.startsWith(candidate))) return candidate;
  }
  return undefined;
}

/** The same as hint and fix for what stands at `span`; `otherwise`: the hint where nothing is near. */
export function suggest(
  name: string,
  candidates: Iterable<string>,
  span: Span,
  otherwise?: string,
): Pick<Extras, 'hint' | 'fix'> {
  const found = nearest(name, candidates);
  if (found === undefined) return { hint: otherwise };
  return { hint: `did you mean \`${found}\`?`, fix: { span, text: found, otherwise } };
}

/** A bit for each letter that occurs, whatever its case; others share bits. */
function lettersOf(name: string): number {
  let letters = 0;
  for (let i = 0; i < name.length; i++) letters |= 1 << (name.charCodeAt(i) & 31);
  return letters;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

// Edits: insert, delete, replace, and swap of neighbours (optimal string alignment). Only a band around
// the diagonal matters; anything above `limit` may come out as any larger number.
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous: number[] = [];
  let current = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = Array.from({ length: b.length + 1 }, () => limit + 1);
    if (i <= limit) next[0] = i;
    for (let j = Math.max(1, i - limit); j <= Math.min(b.length, i + limit); j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let distance = Math.min((current[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (current[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        distance = Math.min(distance, (previous[j - 2] ?? 0) + 1);
      next[j] = distance;
    }
    if (Math.min(...next) > limit) return limit + 1;
    previous = current;
    current = next;
  }
  return current[b.length] ?? limit + 1;
}
