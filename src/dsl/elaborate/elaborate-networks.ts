// Networks: each elaborated after those whose values it takes, their values by name for losses and the evaluation, and
// which of them are needed. What their parameters mean is in network-inputs.ts.
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import { suggest } from '../../diagnostics/nearest.ts';
import type { Span } from '../../diagnostics/source-file.ts';
import type { TensorValue } from '../../ops/core/call.ts';
import type { Value } from '../../ops/core/value.ts';
import { describeValue, unknownValue } from '../../ops/core/value.ts';
import type { Loaded, LoadedFile } from '../load/load.ts';
import { type CallableNetwork, Scope } from '../meaning/scope.ts';
import { runStatements } from '../meaning/statements.ts';
import type { EvaluateSettings, Flow, NamedValue, NetworkInput, NetworkModel, Term } from '../model/model.ts';
import type { Call, Name, Section } from '../syntax/ast.ts';
import { headOf } from '../syntax/head.ts';
import { networkIn } from './called-networks.ts';
import { type Declared, declaredNetworks, ownersByValue } from './declared-networks.ts';
import { neededModels } from './needed-models.ts';
import { type Need, reportCycle, type Visited } from './network-cycle.ts';
import { NetworkInputs, type ReadInput, reportAmbiguous } from './network-inputs.ts';
import { maximumLevels, NetworkSizes } from './network-sizes.ts';
import { isSampleInput, sampleInputs } from './sample-inputs.ts';

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
  readonly #sizes: NetworkSizes;
  readonly #toldNoTensor = new Set<Span>();
  readonly #toldOnlyCalled = new Set<string>();
  /** Being elaborated, each needed by the one before it. */
  readonly #trail: Visited[] = [];

  constructor(loaded: Loaded, loss: Section | undefined, reporter: Reporter) {
    this.#reporter = reporter;
    this.#sizes = new NetworkSizes(reporter);
    this.declarations = declaredNetworks(loaded, loss);
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

  /** Names of the values of a network. */
  valuesOf(network: string): readonly string[] {
    return [...(this.declarations.find(({ name }) => name === network)?.values.keys() ?? [])];
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

  /** Names that a loss can use: the values of networks that have inputs of their own. */
  get valueNames(): readonly string[] {
    return [...this.#owners.keys()];
  }

  anySpan(scope: Scope): Span {
    return this.declarations[0]?.network.name.span ?? headOf(scope.file.parsed.file);
  }

  /** Elaborates all, each after those whose values it takes, and those that it calls. */
  elaborate(top: Scope): void {
    for (const declared of this.declarations) this.#visit(declared, undefined, top);
  }

  // False in a circle, which is reported. `from`: where the network that is being elaborated needs this one.
  #visit(declared: Declared, from: Need | undefined, top: Scope): boolean {
    if (this.#models.has(declared.name)) return true;
    const at = this.#trail.findIndex((item) => item.declared === declared);
    if (at >= 0) {
      reportCycle(this.#trail.slice(at), from, this.#reporter);
      return false;
    }
    if (from?.isCall === true && this.#trail.length > maximumLevels) {
      this.#sizes.reportLevels(from.span);
      return false;
    }
    this.#trail.push({ declared, from });
    const inputs = this.#inputs.of(declared);
    for (const {
      input: { source, span },
    } of inputs) {
      const needed = source.from === 'network' ? this.#byName.get(source.network) : undefined;
      if (needed) this.#visit(needed, { span, isCall: false }, top);
    }
    this.#build(declared, inputs, top);
    this.#trail.pop();
    return true;
  }

  /** The network that a file calls by a name; `top`: the scope of the entry file, once it is needed. */
  callable(name: string, file: LoadedFile, top: () => Scope): CallableNetwork | undefined {
    const network = networkIn(file, name);
    if (network === undefined) return undefined;
    const declared = this.declarations.find((item) => item.network === network);
    return {
      name: declared?.name ?? name,
      declaration: network,
      valueOf: (member, call) => (declared ? this.#calledValue(declared, member, call, top()) : this.#reportLost(call)),
    };
  }

  #calledValue(declared: Declared, member: Name | undefined, { callee }: Call, top: Scope): string | undefined {
    if (!this.#visit(declared, { span: callee.span, isCall: true }, top)) return undefined;
    const model = this.#models.get(declared.name);
    const name = member?.text ?? model?.result ?? '';
    const entry = this.#scopes.get(declared.name)?.entries.get(name);
    if (entry?.value.kind === 'unknown') return undefined;
    if (entry) entry.used = true;
    const span = member?.span ?? callee.span;
    const values = model?.values.map((value) => value.name) ?? [];
    if (values.includes(name)) return name;
    // Of a network that is too large.
    if (entry?.value.kind === 'tensor') return undefined;
    if (entry && declared.values.has(name)) {
      const found = describeValue(entry.value);
      this.#reporter.report('wrong-type', span, { name, expected: 'a tensor', found });
    } else if (member) {
      const otherwise = `\`${callee.text}\` has no value of that name`;
      this.#reporter.report('unknown-name', span, { name }, suggest(name, values, span, otherwise));
    }
    return undefined;
  }

  // A network of a library that calls another one of it.
  #reportLost({ callee }: Call): undefined {
    const hint = 'a network that is called from another file is imported too: name it in the `use` line';
    this.#reporter.report('unknown-operation', callee.span, { name: callee.text }, { hint });
    return undefined;
  }

  /** A value of a network for a loss, the evaluation or another network; reports what is ambiguous. */
  valueNamed(name: string, span: Span, network: string | undefined, isOff: boolean): Value | undefined {
    const owners =
      network === undefined
        ? this.#ownersNamed(name)
        : this.declarations.filter((other) => other.name === network && other.values.has(name));
    const [owner, ...others] = owners;
    const called = this.declarations.find((other) => other.isCalledOnly && other.values.has(name));
    if (owner?.isCalledOnly === true || (owner === undefined && called && network === undefined)) {
      this.#reportOnlyCalled(name, span, owner ?? called);
      return unknownValue;
    }
    if (owner === undefined) return undefined;
    if (others.length > 0) {
      reportAmbiguous(name, span, owners, `write \`${owner.name}.${name}\``, this.#reporter);
      return unknownValue;
    }
    if (owner.role === 'discriminator') {
      const hint = `call it: \`${owner.name}.${name}(…)\``;
      this.#reporter.report('several-roles', span, { name: owner.name }, { hint });
      return unknownValue;
    }
    if (isOff) this.#usedOff.add(owner.name);
    const entry = this.#scopes.get(owner.name)?.entries.get(name);
    if (entry) entry.used = true;
    const value = entry?.value ?? this.#leftOut(owner.name, name, span, isOff);
    if (value.kind !== 'tensor') {
      this.#tellNoTensor(owner, name, value, span);
      return unknownValue;
    }
    return {
      kind: 'tensor',
      type: value.type,
      reference: { from: 'network', network: owner.name, value: name },
      span,
    };
  }

  // False for a number that a network holds, which is told.
  #givesTensor(network: string, name: string, span: Span): boolean {
    const value = this.#scopes.get(network)?.entries.get(name)?.value ?? this.#leftOut(network, name, span, false);
    const owner = this.#byName.get(network);
    if (owner && value.kind !== 'tensor') this.#tellNoTensor(owner, name, value, span);
    return value.kind === 'tensor' || value.kind === 'unknown';
  }

  // A number that is calculated in a network, say. One error, however often it is used.
  #tellNoTensor(owner: Declared, name: string, value: Value, mention: Span): void {
    const span = owner.values.get(name);
    if (value.kind === 'unknown' || span === undefined || this.#toldNoTensor.has(span)) return;
    this.#toldNoTensor.add(span);
    const hint = 'other sections take tensors from a network; a number for all of them is a `param`';
    const related = [{ message: 'used here', span: mention }];
    this.#reporter.report(
      'wrong-type',
      span,
      { name, expected: 'a tensor', found: describeValue(value) },
      { hint, related },
    );
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
    const isCalled = (name: string) => this.#byName.get(name)?.isCalled === true;
    return neededModels(this.models, { loss, evaluation, usedOff: this.#usedOff, isCalled }, reporter);
  }

  /** What is wrong with networks that nothing uses, unless something else is. */
  checkUnused(): void {
    this.#inputs.reportUnused();
  }

  /** True for a value that calls alone give, which has been told, or is told here. */
  tellsOnlyCalled(name: string): boolean {
    const owner = this.declarations.find((other) => other.isCalledOnly && other.values.has(name));
    if (owner && !this.#toldOnlyCalled.has(name)) this.#reportOnlyCalled(name, owner.values.get(name), owner);
    return owner !== undefined;
  }

  #reportOnlyCalled(name: string, span: Span | undefined, owner: Declared | undefined): void {
    if (owner === undefined || span === undefined) return;
    this.#toldOnlyCalled.add(name);
    const hint = `call it on something, \`${owner.name}.${name}(…)\`, or let it take \`seen\`, \`clean\` or values of others`;
    this.#reporter.report('only-called', span, { name, network: owner.name }, { hint });
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
      const isTensor = source.from !== 'network' || this.#givesTensor(source.network, source.value, span);
      scope.declare(own, isKnown && isTensor ? inputValue(input) : unknownValue, span);
    }
    for (const statement of network.statements) if (statement.kind === 'return') this.#reportReturn(statement.span);
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
    const isSmall = this.#sizes.add(name, network.name.span, { nodes: flow });
    const body = isSmall ? { flow: { nodes: flow }, values } : { flow: { nodes: [] }, values: [] };
    this.#models.set(name, { name, role, inputs, ...body, result, span: network.name.span });
  }

  #reportReturn(span: Span): void {
    const otherwise = 'values of a network have names: `map = …`';
    const fix = { span: { ...span, end: span.start + 'return'.length }, text: 'map =', otherwise };
    this.#reporter.report('unexpected-return', span, {}, { hint: otherwise, fix });
  }
}

function inputValue({ name, source, span }: NetworkInput): TensorValue {
  const type = isSampleInput(source.from) ? sampleInputs[source.from].type : 'tensor';
  return { kind: 'tensor', type, reference: { from: 'given', name }, span };
}
