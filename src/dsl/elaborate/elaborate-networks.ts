// Networks: each elaborated after those whose values it takes, their values by name for losses and the evaluation, and
// which of them are needed. What their parameters mean is in network-inputs.ts.
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/source-file.ts';
import type { TensorValue } from '../../ops/core/call.ts';
import type { Value } from '../../ops/core/value.ts';
import { unknownValue } from '../../ops/core/value.ts';
import type { LoadedFile } from '../load/load.ts';
import { Scope } from '../meaning/scope.ts';
import { runStatements } from '../meaning/statements.ts';
import type { EvaluateSettings, Flow, NamedValue, NetworkInput, NetworkModel, Term } from '../model/model.ts';
import { neededNetworks, predictedValues } from '../model/needs.ts';
import type { Section } from '../syntax/ast.ts';
import { chainText } from '../syntax/chain-text.ts';
import { headOf } from '../syntax/head.ts';
import { type Declared, declaredNetworks, ownersByValue } from './declared-networks.ts';
import { NetworkInputs, type ReadInput, reportAmbiguous, sampleInputs } from './network-inputs.ts';

export class Networks {
  readonly declarations: readonly Declared[];
  readonly #models = new Map<string, NetworkModel>();
  readonly #scopes = new Map<string, Scope>();
  readonly #reporter: Reporter;
  /** Networks that a part uses which is switched off. */
  readonly #usedOff = new Set<string>();
  /** The first of a name. */
  readonly #byName = new Map<string, Declared>();
  /** Generators by the values that they declare. */
  readonly #owners: ReadonlyMap<string, readonly Declared[]>;
  readonly #inputs: NetworkInputs;

  constructor(entry: LoadedFile, loss: Section | undefined, reporter: Reporter) {
    this.#reporter = reporter;
    this.declarations = declaredNetworks(entry, loss);
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
    this.#inputs = new NetworkInputs(this.declarations, this.#owners, reporter);
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
      const inputs = this.#inputs.of(declared);
      for (const {
        input: { source },
      } of inputs) {
        const needed = source.from === 'network' ? this.#byName.get(source.network) : undefined;
        if (needed) visit(needed, [...chain, declared]);
      }
      this.#build(declared, inputs, top);
    };
    for (const declared of this.declarations) visit(declared, []);
  }

  /** A value of a network for a loss, the evaluation or another network; reports what is ambiguous. */
  valueNamed(name: string, span: Span, network: string | undefined, isOff: boolean): Value | undefined {
    const owners =
      network === undefined
        ? this.#ownersNamed(name)
        : this.declarations.filter((other) => other.name === network && other.values.has(name));
    const [owner, ...others] = owners;
    if (owner === undefined) return undefined;
    if (others.length > 0) {
      reportAmbiguous(name, span, owners, `write \`${owner.name}.${name}\``, this.#reporter);
      return unknownValue;
    }
    if (owner.role === 'discriminator') {
      this.#reporter.report('several-roles', span, { name: owner.name });
      return unknownValue;
    }
    if (isOff) this.#usedOff.add(owner.name);
    const entry = this.#scopes.get(owner.name)?.entries.get(name);
    if (entry) entry.used = true;
    const value = entry?.value ?? this.#leftOut(owner.name, name, span, isOff);
    if (value.kind !== 'tensor') return unknownValue;
    return {
      kind: 'tensor',
      type: value.type,
      reference: { from: 'network', network: owner.name, value: name },
      span,
    };
  }

  // What is switched off may use what is switched off, too.
  #leftOut(network: string, name: string, span: Span, isOff: boolean): Value {
    const absent = this.#scopes.get(network)?.absent.get(name);
    if (absent?.why === 'left out' && !isOff) {
      const related = [{ message: 'left out here by `when`', span: absent.span }];
      this.#reporter.report('unknown-name', span, { name }, { related });
    }
    return absent?.value ?? unknownValue;
  }

  /** The networks that losses and evaluation use, directly or through each other; warns of the rest. */
  neededBy(loss: readonly Term[], evaluation: EvaluateSettings, reporter: Reporter): readonly NetworkModel[] {
    const settings = loss.flatMap(({ parts }) => parts.flatMap(({ call }) => Object.values(call.settings)));
    const judges = settings.flatMap((setting) => (setting.kind === 'network' ? [setting.value] : []));
    const examples = settings.flatMap((setting) => (setting.kind === 'examples' ? setting.value.tensors : []));
    const calls = loss.flatMap(({ parts, flow }) => [...parts, ...flow.nodes].map(({ call }) => call));
    const values = [
      ...calls.flatMap(({ inputs }) => inputs),
      ...examples.map(({ reference }) => reference),
      ...predictedValues(evaluation),
    ];
    const names = neededNetworks(this.models, values, judges);
    const off = reporter.diagnostics.some(({ code }) => code === 'term-off');
    // A discriminator is named by a line of the loss, which may be switched off.
    const named = this.models.flatMap(({ name, role }) => (role === 'discriminator' ? [name] : []));
    const used = neededNetworks(this.models, [], [...names, ...this.#usedOff, ...named]);
    for (const { name, span } of this.models)
      if (!used.has(name) && !off) reporter.report('unused-network', span, { name });
    return this.models.filter(({ name }) => names.has(name));
  }

  /** Where the damage is, nobody knows when the map of a new image is made. */
  checkPrediction(evaluation: EvaluateSettings): void {
    const needed = neededNetworks(this.models, predictedValues(evaluation));
    for (const { name, inputs } of this.models) {
      const mask = inputs.find(({ source }) => source.from === 'mask');
      if (mask === undefined || !needed.has(name)) continue;
      const hint = 'only a network whose values losses alone use can take `mask`';
      this.#reporter.report('mask-at-prediction', mask.span, { network: name }, { hint });
    }
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

  #ownersNamed(name: string): readonly Declared[] {
    return this.#owners.get(name) ?? [];
  }

  #build({ network, file, name, role, values: declared }: Declared, given: readonly ReadInput[], top: Scope): void {
    const outer = file === top.file ? top : top.shared.fileScope(file);
    const flow: Flow['nodes'][number][] = [];
    const scope = new Scope({ shared: top.shared, file, place: 'network', path: name, flow, outer });
    const inputs = given.map(({ input }) => input);
    if (inputs.length === 0) {
      const hint = `name what it sees: \`network ${name}(seen) { … }\``;
      this.#reporter.report('no-input', network.name.span, { name }, { hint });
    }
    this.#scopes.set(name, scope);
    for (const { input, isKnown } of given) {
      const { name: own, source, span } = input;
      scope.declare(own, isKnown ? inputValue(input) : unknownValue, span);
      if (source.from === 'network') this.#leftOut(source.network, source.value, span, false);
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

function inputValue({ name, source, span }: NetworkInput): TensorValue {
  const type =
    source.from === 'seen' || source.from === 'clean' || source.from === 'mask'
      ? sampleInputs[source.from].type
      : 'tensor';
  return { kind: 'tensor', type, reference: { from: 'given', name }, span };
}
