// Networks: which are discriminators (a loss names them as such), what feeds the others, and what each
// value is called. A generator's parameter is the image that the sample shows, or a value of another
// network, by its name.
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/source-file.ts';
import type { FlowReference, TensorValue } from '../../ops/core/call.ts';
import type { Value } from '../../ops/core/value.ts';
import { unknownValue } from '../../ops/core/value.ts';
import { findOperation } from '../../ops/table.ts';
import type { LoadedFile } from '../load/load.ts';
import { Scope } from '../meaning/scope.ts';
import { runStatements } from '../meaning/statements.ts';
import type { EvaluateSettings, Flow, NamedValue, NetworkInput, NetworkModel, Term } from '../model/model.ts';
import type { Expression, Network, Section } from '../syntax/ast.ts';
import { chainText } from '../syntax/chain-text.ts';
import { headOf } from '../syntax/head.ts';
import { calledExpressions } from '../syntax/walk.ts';

interface Declared {
  readonly network: Network;
  readonly file: LoadedFile;
  /** As the entry file calls it. */
  readonly name: string;
  readonly role: NetworkModel['role'];
  /** What its body declares, and where. */
  readonly values: ReadonlyMap<string, Span>;
}

export class Networks {
  readonly declarations: readonly Declared[];
  readonly #models = new Map<string, NetworkModel>();
  readonly #scopes = new Map<string, Scope>();
  readonly #reporter: Reporter;
  /** The first of a name. */
  readonly #byName = new Map<string, Declared>();
  /** Generators by the values that they declare. */
  readonly #owners: ReadonlyMap<string, readonly Declared[]>;

  constructor(entry: LoadedFile, loss: Section | undefined, reporter: Reporter) {
    this.#reporter = reporter;
    const judges = discriminatorNames(loss);
    const own = entry.parsed.file.items.flatMap((item) =>
      item.kind === 'network' && item.name.text !== '' ? [{ network: item, file: entry, name: item.name.text }] : [],
    );
    const imported = [...entry.imports].flatMap(([name, { declaration, file }]) =>
      declaration.kind === 'network' ? [{ network: declaration, file, name }] : [],
    );
    this.declarations = [...imported, ...own].map(
      (item) =>
        ({
          ...item,
          role: judges.has(item.name) ? 'discriminator' : 'generator',
          values: boundNames(item.network),
        }) as const,
    );
    const seen = new Map<string, Span>();
    for (const { name, network } of this.declarations) {
      const before = seen.get(name);
      if (before)
        reporter.report(
          'declared-twice',
          network.name.span,
          { name },
          { related: [{ message: 'declared here first', span: before }] },
        );
      seen.set(name, network.name.span);
    }
    for (const declared of this.declarations)
      if (!this.#byName.has(declared.name)) this.#byName.set(declared.name, declared);
    this.#owners = ownersByValue(this.declarations);
  }

  get isEmpty(): boolean {
    return this.declarations.length === 0;
  }

  get names(): readonly string[] {
    return this.declarations.map(({ name }) => name);
  }

  get models(): readonly NetworkModel[] {
    return [...this.#models.values()];
  }

  scopeOf(network: string): Scope | undefined {
    return this.#scopes.get(network);
  }

  /** Which networks have a value of a name that a loss can use, and where. */
  ownersOf(name: string): readonly { readonly network: string; readonly span: Span }[] {
    return this.#ownersNamed(name).flatMap(({ name: network, values }) => {
      const span = values.get(name);
      return span ? [{ network, span }] : [];
    });
  }

  /** Names that a loss can use: the values of all networks but discriminators. */
  get valueNames(): readonly string[] {
    return this.declarations.flatMap(({ values, role }) => (role === 'generator' ? [...values.keys()] : []));
  }

  anySpan(scope: Scope): Span {
    return this.declarations[0]?.network.name.span ?? headOf(scope.file.parsed.file);
  }

  /** Elaborates all, each after those whose values it takes. */
  elaborate(top: Scope): void {
    const open = new Set<string>();
    const visit = (declared: Declared, chain: readonly Declared[]) => {
      if (this.#models.has(declared.name)) return;
      if (open.has(declared.name)) {
        this.#reportCycle([...chain.slice(chain.indexOf(declared)), declared]);
        return;
      }
      open.add(declared.name);
      const inputs = this.#inputsOf(declared);
      for (const { source } of inputs) {
        const needed = source.from === 'network' ? this.#byName.get(source.network) : undefined;
        if (needed) visit(needed, [...chain, declared]);
      }
      this.#build(declared, inputs, top);
    };
    for (const declared of this.declarations) visit(declared, []);
  }

  /** A value of a network for a loss, the evaluation or another network; reports what is ambiguous. */
  valueNamed(name: string, span: Span, network: string | undefined): Value | undefined {
    const owners =
      network === undefined
        ? this.#ownersNamed(name)
        : this.declarations.filter((other) => other.name === network && other.values.has(name));
    const [owner, ...others] = owners;
    if (owner === undefined) return undefined;
    if (others.length > 0) {
      this.#reportAmbiguous(name, span, owners, `write \`${owner.name}.${name}\``);
      return unknownValue;
    }
    if (owner.role === 'discriminator') {
      this.#reporter.report('several-roles', span, { name: owner.name });
      return unknownValue;
    }
    const entry = this.#scopes.get(owner.name)?.entries.get(name);
    if (entry) entry.used = true;
    if (entry?.value.kind !== 'tensor') return unknownValue;
    return {
      kind: 'tensor',
      type: entry.value.type,
      reference: { from: 'network', network: owner.name, value: name },
      span,
    };
  }

  /** The networks that losses and evaluation use, directly or through each other; warns of the rest. */
  neededBy(loss: readonly Term[], evaluation: EvaluateSettings, reporter: Reporter): readonly NetworkModel[] {
    const names = new Set<string>([evaluation.map.network]);
    const note = (reference: FlowReference) => {
      if (reference.from === 'network') names.add(reference.network);
    };
    for (const { parts, flow } of loss) {
      for (const { call } of parts) {
        call.inputs.forEach(note);
        for (const setting of Object.values(call.settings)) {
          if (setting.kind === 'network') names.add(setting.value);
          if (setting.kind === 'examples') for (const { reference } of setting.value.tensors) note(reference);
        }
      }
      for (const { call } of flow.nodes) call.inputs.forEach(note);
    }
    // Models stand in the order of their needs, so one pass from the end reaches all.
    for (const { name, inputs } of this.models.toReversed()) {
      if (names.has(name)) for (const { source } of inputs) if (source.from === 'network') names.add(source.network);
    }
    const needed = this.models.filter(({ name }) => names.has(name));
    const off = reporter.diagnostics.some(({ code }) => code === 'term-off');
    for (const { name, span } of this.models)
      if (!names.has(name) && !off) reporter.report('unused-network', span, { name });
    return needed;
  }

  // `circle`: each network takes a value of the next one; the last is the first again.
  #reportCycle(circle: readonly Declared[]): void {
    const places = circle.slice(0, -1).flatMap(({ network }, i) => {
      const taken = network.parameters.find(({ name }) => circle[i + 1]?.values.has(name.text) === true);
      return taken ? [taken.span] : [];
    });
    const [first, ...others] = places;
    if (first === undefined) return;
    const related = others.slice(0, 4).map((span) => ({ message: 'and taken here', span }));
    const chain = chainText(circle.map(({ name }) => name));
    this.#reporter.report('network-cycle', first, { chain }, { related, label: 'taken from the next one' });
  }

  #reportAmbiguous(name: string, span: Span, owners: readonly Declared[], hint: string): void {
    const networks = owners.map((owner) => `\`${owner.name}\``).join(', ');
    const related = owners.flatMap(({ values }) => {
      const place = values.get(name);
      return place ? [{ message: 'one of them', span: place }] : [];
    });
    this.#reporter.report('ambiguous-name', span, { name, networks }, { hint, related: related.slice(0, 4) });
  }

  #ownersNamed(name: string): readonly Declared[] {
    return this.#owners.get(name) ?? [];
  }

  #inputsOf({ network, name: own, role }: Declared): readonly NetworkInput[] {
    const inputs = network.parameters.map(({ name, span }): NetworkInput => {
      if (role === 'discriminator') return { name: name.text, source: { from: 'loss' }, span };
      const owners = this.#ownersNamed(name.text).filter((other) => other.name !== own);
      const [owner, ...others] = owners;
      if (others.length > 0)
        this.#reportAmbiguous(name.text, span, owners, 'give the value another name in one of the networks');
      return {
        name: name.text,
        source: owner ? { from: 'network', network: owner.name, value: name.text } : { from: 'seen' },
        span,
      };
    });
    for (const { name, span } of inputs.filter(({ source }) => source.from === 'seen').slice(1)) {
      this.#reporter.report(
        'unknown-name',
        span,
        { name },
        { hint: 'one parameter is the image that the sample shows; the others are values of other networks' },
      );
    }
    return inputs;
  }

  #build({ network, file, name, role, values: declared }: Declared, inputs: readonly NetworkInput[], top: Scope): void {
    const outer = file === top.file ? top : top.shared.fileScope(file);
    const flow: Flow['nodes'][number][] = [];
    const scope = new Scope({ shared: top.shared, file, place: 'network', path: name, flow, outer });
    if (inputs.length === 0) {
      const hint = `name what it sees: \`network ${name}(seen) { … }\``;
      this.#reporter.report('no-input', network.name.span, { name }, { hint });
    }
    this.#scopes.set(name, scope);
    for (const input of inputs) {
      const value: TensorValue = {
        kind: 'tensor',
        type: input.source.from === 'seen' ? 'image' : 'tensor',
        reference: { from: 'given', name: input.name },
        span: input.span,
      };
      scope.declare(input.name, value, input.span);
    }
    for (const statement of network.statements)
      if (statement.kind === 'return') this.#reporter.report('unexpected-return', statement.span, {});
    runStatements(network.statements, scope);
    const values: NamedValue[] = [];
    let result = '';
    for (const bound of declared.keys()) {
      const entry = scope.entries.get(bound);
      if (entry === undefined) continue;
      result = bound;
      if (entry.value.kind === 'tensor') values.push({ name: bound, reference: entry.value.reference });
    }
    if (result === '' && network.statements.length === 0)
      this.#reporter.report(
        'no-result',
        network.name.span,
        { name },
        { hint: 'declare a value: `map = … -> sigmoid`' },
      );
    this.#models.set(name, { name, role, inputs, flow: { nodes: flow }, values, result, span: network.name.span });
  }
}

function ownersByValue(declarations: readonly Declared[]): ReadonlyMap<string, readonly Declared[]> {
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
    if (judge?.kind === 'reference' && judge.path.length === 1 && judge.path[0]) names.add(judge.path[0].text);
  }
  return names;
}
