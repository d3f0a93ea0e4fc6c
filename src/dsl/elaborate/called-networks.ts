// Which networks are called like functions, and which of them are nothing else: no value of theirs is taken by its name. By
// the text alone, since what a network's parameters mean depends on it.
import type { Span } from '../../diagnostics/source-file.ts';
import { isOperationName } from '../../ops/table.ts';
import type { LoadedFile } from '../load/load.ts';
import type { NetworkModel } from '../model/model.ts';
import type { Expression, Network } from '../syntax/ast.ts';
import { everyExpression, sidesOf } from '../syntax/walk.ts';
import { isSampleInput } from './sample-inputs.ts';

/** The network that a file has under a name: its own, or an imported one. */
export function networkIn(file: LoadedFile, name: string): Network | undefined {
  const imported = file.imports.get(name)?.declaration;
  if (imported?.kind === 'network') return imported;
  return file.parsed.file.items.find((item): item is Network => item.kind === 'network' && item.name.text === name);
}

/** All that are called anywhere. */
export function calledNetworks(files: readonly LoadedFile[]): ReadonlySet<Network> {
  const found = new Set<Network>();
  for (const file of files) {
    if (!mayCall(file)) continue;
    const names = new Set(expressionsIn(file).flatMap(calledNames));
    for (const name of names) {
      const network = networkIn(file, name);
      if (network) found.add(network);
    }
  }
  return found;
}

function mayCall({ parsed, imports }: LoadedFile): boolean {
  const imported = [...imports.values()].some(({ declaration }) => declaration.kind === 'network');
  return imported || parsed.file.items.some(({ kind }) => kind === 'network');
}

function expressionsIn({ parsed }: LoadedFile): readonly Expression[] {
  const bodies = parsed.file.items.flatMap((item) => ('statements' in item ? item.statements : []));
  return bodies.flatMap(({ value }) => everyExpression(value));
}

function calledNames(expression: Expression): readonly string[] {
  if (expression.kind === 'call') return nameOf(expression.callee.text, expression.members !== undefined);
  if (expression.kind !== 'pipe') return [];
  return expression.steps.flatMap(headsOf).flatMap((called) => {
    const [name, ...members] = called.kind === 'reference' ? called.path : [];
    return name ? nameOf(name.text, members.length > 0) : [];
  });
}

// What stands behind the arrow: of steps in brackets the first, of repeated ones too.
function headsOf(step: Expression): readonly Expression[] {
  return sidesOf(step).flatMap((side) => {
    if (side.kind === 'pipe') return headsOf(side.input);
    return side.kind === 'repetition' ? headsOf(side.step) : [side];
  });
}

// An operation keeps its name.
function nameOf(name: string, hasMembers: boolean): readonly string[] {
  return !hasMembers && isOperationName(name) ? [] : [name];
}

/** What the text says of a network before it is known how its values are taken. */
export interface Candidate {
  readonly network: Network;
  /** As the entry file calls it. */
  readonly name: string;
  readonly role: NetworkModel['role'];
  /** What its body declares, and where. */
  readonly values: ReadonlyMap<string, Span>;
  readonly isCalled: boolean;
}

/** How networks are used. */
export interface Uses<T> {
  /** Nothing but called: nobody takes a value by its name. */
  readonly calledOnly: ReadonlySet<T>;
  /** In no way at all. */
  readonly unused: ReadonlySet<T>;
}

export function usesOf<T extends Candidate>(all: readonly T[], entry: LoadedFile): Uses<T> {
  const generators = all.filter(({ role }) => role === 'generator');
  const taken = takenNames(entry);
  const only = new Set(generators.filter(({ isCalled }) => isCalled));
  const isTaken = ({ name, values }: Candidate) =>
    [...values.keys()].some((v) => taken.has(v) || taken.has(`${name}.${v}`));
  const take = ({ network }: Candidate) => {
    for (const { name } of network.parameters) taken.add(name.text);
  };
  for (const network of generators) if (!only.has(network)) take(network);
  // Whoever has inputs of its own may take values of others in turn.
  for (let found = [...only].find(isTaken); found !== undefined; found = [...only].find(isTaken)) {
    only.delete(found);
    take(found);
  }
  // One with a name of its own among its inputs can be nothing else.
  const owners = generators.filter((network) => !only.has(network));
  const freed = owners.filter((network) => network.isCalled && hasForeignInput(network, owners));
  const unused = owners.filter((network) => !network.isCalled && !isTaken(network));
  return { calledOnly: new Set([...only, ...freed]), unused: new Set(unused) };
}

// Names by which values of networks are taken: `map`, which is evaluated, is one where nothing else is said.
function takenNames({ parsed }: LoadedFile): Set<string> {
  const taken = new Set(['map']);
  for (const item of parsed.file.items) {
    if (item.kind !== 'section' || (item.section !== 'loss' && item.section !== 'evaluate')) continue;
    for (const expression of item.statements.flatMap(({ value }) => everyExpression(value)))
      if (expression.kind === 'reference') taken.add(expression.path.map(({ text }) => text).join('.'));
  }
  return taken;
}

function hasForeignInput({ network }: Candidate, owners: readonly Candidate[]): boolean {
  return network.parameters.some(
    ({ name: { text } }) =>
      !isSampleInput(text) && !owners.some((other) => other.network !== network && other.values.has(text)),
  );
}
