// What somebody changed in one statement: steps added, removed, replaced and moved, their settings, what they work on.
import { type Difference, differencesIn } from '../difference.ts';
import { type Change, changed, otherDraws, placeOf } from './change.ts';
import { condensed } from './condensed.ts';
import { aligned, type Pair } from './sequences.ts';
import type { Input, Statement } from './statement.ts';
import { textOf } from './statement-text.ts';
import { type Step, unnumbered } from './step.ts';

export function betweenStatements(a: Statement, b: Statement): readonly Change[] {
  const pairs = aligned(a.steps, b.steps, likeness);
  const [left, come] = [
    unmatched(
      a,
      pairs.map(([i]) => i),
    ),
    unmatched(
      b,
      pairs.map(([, j]) => j),
    ),
  ];
  const moved = movesAmong(a, b, left, come);
  const gone = left.filter((i) => !moved.some(([from]) => from === i));
  const added = come.filter((j) => !moved.some(([, to]) => to === j));
  const replaced = replacements(pairs, gone, added, a, b);
  const lost = gone.filter((i) => !replaced.some(([from]) => from === i));
  const fresh = added.filter((j) => !replaced.some(([, to]) => to === j));
  return [
    ...resultChange(a, b),
    ...innerNames(a, b, pairs),
    ...[...pairs, ...moved].flatMap(([i, j]) => settingsOf(a.steps[i], b.steps[j])),
    ...moved.map(([i, j]) => moveOf(a, b, i, j)),
    ...replaced.flatMap(([i, j]) => replacementOf(a, b, i, j)),
    ...wholes(a, lost).map(([{ text, span }]) => changed(b.name, `${text} removed`, [placeOf(span), null])),
    ...wholes(b, fresh).map(([{ text, span }, i]) =>
      changed(b.name, `${text} added${whereIn(b, i)}`, [null, placeOf(span)]),
    ),
    ...inputChanges(a, b, pairs),
  ];
}

/** How well one is the other: an operation stays what it is, of several the one with the same settings. */
export function likeness(a: Step, b: Step): number {
  if (a.name !== b.name) return 0;
  const isSame = a.values === b.values || a.words === b.words;
  return 4 + (isSame ? 2 : 0) + (a.block?.name === b.block?.name ? 1 : 0);
}

function unmatched({ steps }: Statement, matched: readonly number[]): readonly number[] {
  return steps.flatMap((_, i) => (matched.includes(i) ? [] : [i]));
}

function movesAmong(a: Statement, b: Statement, left: readonly number[], come: readonly number[]): readonly Pair[] {
  const free = new Set(come);
  return left.flatMap((i): readonly Pair[] => {
    const to = [...free].find((j) => {
      const [one, other] = [a.steps[i], b.steps[j]];
      return one && other && likeness(one, other) >= 6;
    });
    if (to === undefined) return [];
    free.delete(to);
    return [[i, to]];
  });
}

// One that is gone and one that is new between the same neighbours, each alone there.
function replacements(
  pairs: readonly Pair[],
  gone: readonly number[],
  added: readonly number[],
  a: Statement,
  b: Statement,
): readonly Pair[] {
  const ends: readonly Pair[] = [[-1, -1], ...pairs, [a.steps.length, b.steps.length]];
  return ends.slice(1).flatMap(([nextA, nextB], p): readonly Pair[] => {
    const [lastA = -1, lastB = -1] = ends[p] ?? [];
    const before = gone.filter((i) => i > lastA && i < nextA);
    const now = added.filter((j) => j > lastB && j < nextB);
    return before.length === now.length ? before.map((i, n): Pair => [i, now[n] ?? 0]) : [];
  });
}

function resultChange(a: Statement, b: Statement): readonly Change[] {
  if (a.result === b.result || a.result === undefined || b.result === undefined) return [];
  return [changed(b.name, `${a.result} → ${b.result}`, [null, null])];
}

// Names within blocks, and those of the blocks; at the first step that has it.
function innerNames(a: Statement, b: Statement, pairs: readonly Pair[]): readonly Change[] {
  const found = pairs.flatMap(([i, j]): readonly Change[] => {
    const [one, other] = [a.steps[i], b.steps[j]];
    const [before, now] = [namesWithin(one), namesWithin(other)];
    if (!one || !other || before.length !== now.length) return [];
    return before.flatMap((name, n) => {
      const what = `${name} is now ${now[n]}${otherDraws}`;
      return name === now[n] ? [] : [changed(b.name, what, [placeOf(one.span), placeOf(other.span)])];
    });
  });
  return [...new Map(found.toReversed().map((change) => [change.what, change])).values()].toReversed();
}

function namesWithin(step: Step | undefined): readonly string[] {
  return step?.path.split('/').slice(2, -1).map(unnumbered) ?? [];
}

function settingsOf(a: Step | undefined, b: Step | undefined): readonly Change[] {
  if (a === undefined || b === undefined) return [];
  return condensed(differencesIn('settings', a.settings, b.settings)).map((one) => settingChange(one, `${b.path}.`));
}

export function settingChange({ name, a, b, places, follows }: Difference, prefix = ''): Change {
  const what = a === null ? `+ ${b}` : b === null ? `- ${a}` : `${a} → ${b}`;
  const area = name.startsWith('param.') ? 'parameters' : 'settings';
  return { area, subjects: [`${prefix}${name}`], what, places, follows };
}

function moveOf(a: Statement, b: Statement, i: number, j: number): Change {
  const [step, next] = [a.steps[i], b.steps[j + 1]];
  const where = next === undefined ? 'to the end' : `before ${labelOf(next, b, b.steps[j])}`;
  const places = [step, b.steps[j]].map((one) => (one ? placeOf(one.span) : null));
  return changed(b.name, `${b.steps[j] ? labelOf(b.steps[j], b, b.steps[j]) : ''} moved ${where}`, [
    places[0] ?? null,
    places[1] ?? null,
  ]);
}

function replacementOf(a: Statement, b: Statement, i: number, j: number): readonly Change[] {
  const [one, other] = [a.steps[i], b.steps[j]];
  if (!one || !other) return [];
  const weights = ['weight', 'on'].flatMap((key) => {
    const [before, now] = [one, other].map(({ settings }) => new Map([...settings].filter(([name]) => name === key)));
    return differencesIn('settings', before ?? new Map(), now ?? new Map());
  });
  return [
    changed(b.name, `${one.text} is now ${other.text}`, [placeOf(one.span), placeOf(other.span)]),
    ...weights.map((difference) => settingChange(difference, `${other.path}.`)),
  ];
}

type Whole = Pick<Step, 'text' | 'span'>;

/** Calls of blocks as a whole where nothing of them is matched, other steps one by one; with the number of the first. */
function wholes(statement: Statement, which: readonly number[]): readonly (readonly [Whole, number])[] {
  const told = new Set<string>();
  return which.flatMap((i): readonly (readonly [Whole, number])[] => {
    const step = statement.steps[i];
    if (step === undefined || told.has(step.path)) return [];
    const { block } = step;
    const own = statement.steps.flatMap((one, n) => (block && one.block?.path === block.path ? [n] : []));
    if (block && own.every((n) => which.includes(n))) {
      for (const n of own) told.add(statement.steps[n]?.path ?? '');
      return [[block, i]];
    }
    // What stands within another that is told: `coordinates()` in `concat(seen, coordinates())`.
    const isInner = which.some((n) => n !== i && contains(statement.steps[n], step));
    return isInner ? [] : [[step, i]];
  });
}

function contains(outer: Step | undefined, { span }: Step): boolean {
  if (outer === undefined || outer.span.source !== span.source) return false;
  const { start, end } = outer.span;
  return start <= span.start && span.end <= end && end - start > span.end - span.start;
}

function whereIn(statement: Statement, i: number): string {
  const { steps } = statement;
  const [before, step] = [steps[i - 1], steps[i]];
  if (before !== undefined) return ` after ${labelOf(before, statement, step)}`;
  const own = step?.block?.path;
  const next = steps.slice(i + 1).find(({ block }) => own === undefined || block?.path !== own);
  return next === undefined ? '' : ` before ${labelOf(next, statement, step)}`;
}

// Of several with one name as it is written. Of a step in the same call of a block, the step; of another the block.
function labelOf(step: Step, { steps }: Statement, from?: Step): string {
  const shownOf = (one: Step) => (one.block && one.block.path !== from?.block?.path ? one.block : one);
  const { name, text } = shownOf(step);
  const alike = steps.filter((one) => one.block?.path === step.block?.path || shownOf(one) !== one || !one.block);
  const paths = alike.map(shownOf).filter((one) => one.name === name);
  return new Set(paths.map(({ path }) => path)).size > 1 ? text : name;
}

// Through what is added, removed or moved to what it works on: an input that such a step explains is no change by itself.
function inputChanges(a: Statement, b: Statement, pairs: readonly Pair[]): readonly Change[] {
  const [ofA, ofB] = [new Map(pairs.map(([i], p) => [i, p])), new Map(pairs.map(([, j], p) => [j, p]))];
  return pairs.flatMap(([i, j]) => {
    const before = (a.inputs[i] ?? []).map((input) => source(input, a, ofA));
    const now = (b.inputs[j] ?? []).map((input) => source(input, b, ofB));
    const [one, other] = [a.steps[i], b.steps[j]];
    if (JSON.stringify(before) === JSON.stringify(now) || !one || !other) return [];
    const places = [placeOf((one.block ?? one).span), placeOf((other.block ?? other).span)] as const;
    return [changed(b.name, inputText(one, other, before, now), places)];
  });
}

function inputText(one: Step, other: Step, before: readonly string[], now: readonly string[]): string {
  const [a, b] = [(one.block ?? one).text, (other.block ?? other).text];
  // Of a block the text names its settings, which are told by themselves.
  if (a !== b && !other.block) return `${a} → ${b}`;
  const [lost, come] = [before.filter((x) => !now.includes(x)), now.filter((x) => !before.includes(x))];
  // The same in another order.
  if (lost.length === 0 && come.length === 0) return `${b} takes ${namesText(now)}, no longer ${namesText(before)}`;
  return `${b} takes ${namesText(come)}, no longer ${namesText(lost)}`;
}

function namesText(inputs: readonly string[]): string {
  return inputs.map((input) => input.replace(/^#\d+ /, '')).join(', ') || 'nothing';
}

function source(input: Input, statement: Statement, matched: ReadonlyMap<number, number>): string {
  if (typeof input === 'string') return input;
  const pair = matched.get(input);
  if (pair !== undefined) return `#${pair} ${statement.steps[input]?.name}`;
  const [first] = statement.inputs[input] ?? [];
  return first === undefined ? textOf(statement) : source(first, statement, matched);
}
