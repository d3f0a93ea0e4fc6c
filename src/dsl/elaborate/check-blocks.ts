// Blocks looked at on their own, with nothing known of their arguments: what is wrong whoever calls
// them is told here, once, at its place, also in blocks that nobody calls. Circles among blocks too.
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/source-file.ts';
import type { OperationKind } from '../../ops/core/kinds.ts';
import { unknownValue } from '../../ops/core/value.ts';
import { findOperation } from '../../ops/table.ts';
import type { Loaded, LoadedFile } from '../load/load.ts';
import { reportNoResult } from '../meaning/blocks.ts';
import { findBlock } from '../meaning/calls.ts';
import { newCounts, type Place, Scope, type Shared } from '../meaning/scope.ts';
import { runStatements } from '../meaning/statements.ts';
import type { Block, Expression } from '../syntax/ast.ts';
import { chainText } from '../syntax/chain-text.ts';
import { everyExpression } from '../syntax/walk.ts';

/** Looks at the blocks of all files but the shipped ones, which our own tests look at. */
export function checkBlocks({ files }: Loaded, shared: Shared, reporter: Reporter): void {
  const definition: Shared = { ...shared, expands: false };
  for (const file of files) {
    if (file.home.isStandard) continue;
    for (const block of blocksOf(file)) checkBlock(block, file, definition);
  }
  reportCycles(files, shared, reporter);
}

function blocksOf(file: LoadedFile): readonly Block[] {
  return file.parsed.file.items.flatMap((item) => (item.kind === 'block' ? [item] : []));
}

function checkBlock(block: Block, file: LoadedFile, shared: Shared): void {
  const outer = shared.fileScope(file);
  const scope = new Scope({
    shared,
    file,
    place: placeOfBlock(block),
    path: '',
    outer,
    blocks: [block],
    counts: newCounts(),
  });
  for (const { name, default: standard, span } of block.parameters) {
    if (name.text === '') continue;
    const before = scope.entries.get(name.text);
    if (before) {
      const related = [{ message: 'declared here first', span: before.span }];
      scope.reporter.report('declared-twice', span, { name: name.text }, { related });
      continue;
    }
    if (standard) scope.evaluate(standard);
    scope.declare(name.text, unknownValue, name.span);
  }
  if (runStatements(block.statements, scope) === undefined) reportNoResult(block, scope);
  else reportUnusedIn(block, scope);
}

function reportUnusedIn({ parameters, statements }: Block, scope: Scope): void {
  const mentioned = new Set([...expressionsOf(parameters, statements)].flatMap(mentionsOf));
  for (const [name, { span }] of scope.entries) {
    if (!mentioned.has(name)) scope.reporter.report('unused-value', span, { name });
  }
}

function* expressionsOf(
  parameters: Block['parameters'],
  statements: Block['statements'],
): Generator<Expression, void, void> {
  for (const { default: standard } of parameters) if (standard) yield* everyExpression(standard);
  for (const { value } of statements) yield* everyExpression(value);
}

function mentionsOf(expression: Expression): readonly string[] {
  if (expression.kind === 'call') return [expression.callee.text];
  return expression.kind === 'reference' && expression.path[0] ? [expression.path[0].text] : [];
}

// A block is written for the place whose operations it calls; most are layers of a network.
export function placeOfBlock({ statements }: Block): Place {
  const called = statements.flatMap(({ value }) => everyExpression(value).flatMap(mentionsOf));
  const isOnly = (kinds: readonly OperationKind[]) =>
    called.some((name) => hasKind(name, kinds) && !hasKind(name, ['layer']));
  if (isOnly(['augmentation', 'shape'])) return 'augment';
  return isOnly(['loss', 'adversarial']) ? 'loss' : 'network';
}

function hasKind(name: string, kinds: readonly OperationKind[]): boolean {
  const found = findOperation(name, kinds);
  return found !== undefined && found.name === name && kinds.includes(found.kind);
}

/** A block on the way from the first one, with the calls that lead on from it. */
interface OpenBlock {
  readonly block: Block;
  readonly file: LoadedFile;
  readonly calls: readonly BlockCall[];
  next: number;
}

interface BlockCall {
  readonly name: string;
  readonly span: Span;
}

// Depth first, without recursion: a chain of blocks may be long.
function reportCycles(files: readonly LoadedFile[], shared: Shared, reporter: Reporter): void {
  const done = new Set<Block>();
  const open = (block: Block, file: LoadedFile): OpenBlock => {
    done.add(block);
    return { block, file, calls: callsOf(block), next: 0 };
  };
  for (const file of files) {
    for (const block of blocksOf(file)) {
      const trail = done.has(block) ? [] : [open(block, file)];
      const onTrail = new Map(trail.map((item, i) => [item.block, i]));
      for (let here = trail.at(-1); here !== undefined; here = trail.at(-1)) {
        const call = here.calls[here.next++];
        if (call === undefined) {
          trail.pop();
          onTrail.delete(here.block);
          continue;
        }
        const called = findBlock(call.name, shared.fileScope(here.file));
        const start = called && onTrail.get(called.declaration);
        if (start !== undefined) reportCycle(trail.slice(start), reporter);
        else if (called && !done.has(called.declaration)) {
          onTrail.set(called.declaration, trail.length);
          trail.push(open(called.declaration, called.file));
        }
      }
    }
  }
}

function reportCycle(circle: readonly OpenBlock[], reporter: Reporter): void {
  const calls = circle.flatMap(({ calls: all, next }) => all[next - 1] ?? []);
  const last = calls.at(-1);
  if (last === undefined) return;
  const names = [...circle.map(({ block }) => block.name.text), circle[0]?.block.name.text ?? ''];
  const related = calls.slice(0, -1).map(({ span }) => ({ message: 'called here', span }));
  reporter.report('block-cycle', last.span, { chain: chainText(names) }, { related: related.slice(0, 8) });
}

// A name that the block itself declares is a value, unless it is called.
function callsOf({ parameters, statements }: Block): readonly BlockCall[] {
  const own = new Set([
    ...parameters.map(({ name }) => name.text),
    ...statements.flatMap((s) => (s.kind === 'binding' ? s.targets.map(({ path }) => path[0]?.text) : [])),
  ]);
  return statements.flatMap(({ value }) =>
    everyExpression(value).flatMap((expression) => {
      if (expression.kind === 'call') return [{ name: expression.callee.text, span: expression.callee.span }];
      const [name] = expression.kind === 'reference' ? expression.path : [];
      return name && !own.has(name.text) ? [{ name: name.text, span: name.span }] : [];
    }),
  );
}
