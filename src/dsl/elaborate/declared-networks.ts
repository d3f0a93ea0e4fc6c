// The networks that a pipeline declares or imports, by their text alone: what they are called, which values they declare,
// whether a loss names them as discriminators, and whether they are only ever called like functions.
import type { Span } from '../../diagnostics/source-file.ts';
import { findOperation } from '../../ops/table.ts';
import type { Loaded, LoadedFile } from '../load/load.ts';
import type { Expression, Network, Section } from '../syntax/ast.ts';
import { calledExpressions, sidesOf } from '../syntax/walk.ts';
import { type Candidate, calledNetworks, usesOf } from './called-networks.ts';

export interface Declared extends Candidate {
  readonly file: LoadedFile;
  /** Nobody takes a value of it by name: its parameters are names of its own, which calls fill. */
  readonly isCalledOnly: boolean;
  /** Nothing in the file names it or a value of it. */
  readonly isUnused: boolean;
}

export function declaredNetworks({ entry, files }: Loaded, loss: Section | undefined): readonly Declared[] {
  const judges = discriminatorNames(loss);
  const called = calledNetworks(files);
  const own = entry.parsed.file.items.flatMap((item) =>
    item.kind === 'network' && item.name.text !== '' ? [{ network: item, file: entry, name: item.name.text }] : [],
  );
  const imported = [...entry.imports].flatMap(([name, { declaration, file }]) =>
    declaration.kind === 'network' ? [{ network: declaration, file, name }] : [],
  );
  const all = [...imported, ...own].map(
    (item): Omit<Declared, 'isCalledOnly' | 'isUnused'> => ({
      ...item,
      role: judges.has(item.name) ? 'discriminator' : 'generator',
      values: boundNames(item.network),
      isCalled: called.has(item.network),
    }),
  );
  const { calledOnly, unused } = usesOf(all, entry);
  return all.map((item) => ({ ...item, isCalledOnly: calledOnly.has(item), isUnused: unused.has(item) }));
}

/** Those that have values by themselves, by these: neither discriminators nor what is only ever called. */
export function ownersByValue(declarations: readonly Declared[]): ReadonlyMap<string, readonly Declared[]> {
  const owners = new Map<string, Declared[]>();
  for (const declared of declarations) {
    if (declared.role !== 'generator' || declared.isCalledOnly) continue;
    for (const value of declared.values.keys()) {
      const known = owners.get(value);
      if (known === undefined) owners.set(value, [declared]);
      else known.push(declared);
    }
  }
  return owners;
}

function boundNames(network: Network): ReadonlyMap<string, Span> {
  const names = network.statements.flatMap((statement) =>
    statement.kind === 'binding' ? statement.targets.flatMap(({ path }) => path.slice(0, 1)) : [],
  );
  return new Map(names.map(({ text, span }) => [text, span]));
}

// Known from the syntax alone, since networks are elaborated before losses.
export function discriminatorNames(loss: Section | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  for (const call of calledExpressions(loss?.statements ?? [])) {
    if (findOperation(call.callee.text, ['adversarial'])?.kind !== 'adversarial') continue;
    const judge: Expression | undefined = call.arguments.find(
      ({ name }, i) => name?.text === 'discriminator' || (name === undefined && i === 0),
    )?.value;
    for (const side of judge ? sidesOf(judge) : [])
      if (side.kind === 'reference' && side.path.length === 1 && side.path[0]) names.add(side.path[0].text);
  }
  return names;
}
