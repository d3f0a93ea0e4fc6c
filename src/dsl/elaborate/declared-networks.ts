// The networks that a pipeline declares or imports, by their text alone: what they are called, whether a loss names them
// as discriminators, which values they declare, and which others they need.
import type { Span } from '../../diagnostics/source-file.ts';
import { findOperation } from '../../ops/table.ts';
import type { LoadedFile } from '../load/load.ts';
import type { NetworkModel } from '../model/model.ts';
import type { Expression, Network, Section } from '../syntax/ast.ts';
import { calledExpressions, sidesOf } from '../syntax/walk.ts';

export interface Declared {
  readonly network: Network;
  readonly file: LoadedFile;
  /** As the entry file calls it. */
  readonly name: string;
  readonly role: NetworkModel['role'];
  /** What its body declares, and where. */
  readonly values: ReadonlyMap<string, Span>;
}

export function declaredNetworks(entry: LoadedFile, loss: Section | undefined): readonly Declared[] {
  const judges = discriminatorNames(loss);
  const own = entry.parsed.file.items.flatMap((item) =>
    item.kind === 'network' && item.name.text !== '' ? [{ network: item, file: entry, name: item.name.text }] : [],
  );
  const imported = [...entry.imports].flatMap(([name, { declaration, file }]) =>
    declaration.kind === 'network' ? [{ network: declaration, file, name }] : [],
  );
  return [...imported, ...own].map((item) => ({
    ...item,
    role: judges.has(item.name) ? 'discriminator' : 'generator',
    values: boundNames(item.network),
  }));
}

/** Those that are no discriminators, by the values that they declare. */
export function ownersByValue(declarations: readonly Declared[]): ReadonlyMap<string, readonly Declared[]> {
  const owners = new Map<string, Declared[]>();
  for (const declared of declarations) {
    if (declared.role !== 'generator') continue;
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
