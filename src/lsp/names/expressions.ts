// The names inside an expression: the same rules as in evaluate.ts, bind.ts and steps.ts, without values.

import {
  type Argument,
  type Call,
  callOfName,
  childrenOf,
  type Expression,
  isDistribution,
  kindsIn,
  type Name,
  type ReadType,
  type Reference,
} from '../../api/editor.ts';
import { allKinds, findOperation, neededInputs, type Operation } from '../../api/language.ts';
import type { Declared } from './declared.ts';
import type { Mention, Target } from './target.ts';
import type { View } from './view.ts';

type Expected = ReadType<unknown> | undefined;
type Note = (span: Mention['span'], target: Target, declares?: boolean) => void;

const given: Readonly<Record<string, readonly string[]>> = {
  augment: ['image', 'foreground', 'other_image'],
  loss: ['image', 'seen', 'mask'],
};

/** Names of values that the language gives at a place. */
export function givenNames(place: View['place']): readonly string[] {
  return given[place] ?? [];
}

export class ExpressionNames {
  constructor(
    readonly view: View,
    readonly note: Note,
  ) {}

  /** `expected`: what the value is read as; it gives bare words their meaning. */
  visit(expression: Expression, expected: Expected): void {
    if (expected?.takes === 'transform' && isStep(expression)) {
      this.#step(expression, false);
      return;
    }
    switch (expression.kind) {
      case 'reference':
        this.#reference(expression, expected);
        return;
      case 'call':
        this.#call(expression, expected, false);
        return;
      case 'pipe':
        this.visit(expression.input, undefined);
        for (const step of expression.steps) this.#step(step, true);
        return;
      case 'restricted':
        this.visit(expression.value, expected);
        this.note(expression.to.span, { to: 'word', name: expression.to.text });
        return;
      case 'conditional':
        this.visit(expression.value, expected);
        this.visit(expression.condition, undefined);
        if (expression.otherwise) this.visit(expression.otherwise, expected);
        return;
      case 'list':
      case 'tuple':
      case 'choice':
        for (const child of childrenOf(expression)) this.visit(child, expected);
        return;
      default:
        for (const child of childrenOf(expression)) this.visit(child, undefined);
    }
  }

  // What stands behind `->`, or waits for its image.
  #step(step: Expression, piped: boolean): void {
    if (step.kind === 'call') this.#call(step, undefined, piped);
    else if (step.kind === 'reference' && step.path[0]) this.#bareCall(step, undefined);
    else if (step.kind === 'repetition') {
      this.visit(step.times, undefined);
      this.#step(step.step, piped);
    } else if (step.kind === 'chance') {
      this.visit(step.chance, undefined);
      this.#step(step.step, piped);
    } else if (step.kind === 'conditional') {
      this.#step(step.value, piped);
      this.visit(step.condition, undefined);
      if (step.otherwise) this.#step(step.otherwise, piped);
    } else if (step.kind === 'choice' || step.kind === 'pipe') {
      for (const child of childrenOf(step)) this.#step(child, piped);
    } else this.visit(step, undefined);
  }

  #reference(reference: Reference, expected: Expected): void {
    const [name, member] = reference.path;
    if (name === undefined || name.text === '') return;
    if (member) {
      this.#member(name, member);
      return;
    }
    const target = this.#meaning(name, expected);
    if (target) this.note(name.span, target);
    else this.#bareCall(reference, expected);
  }

  // In the order of evaluate.ts; undefined for what is left: an operation without parentheses.
  #meaning(name: Name, expected: Expected): Target | undefined {
    const { view } = this;
    const { text } = name;
    const declared = view.lookup(text);
    if (declared) return { to: 'declared', declared };
    if (givenNames(view.place).includes(text)) return { to: 'given', name: text };
    if (expected?.words.includes(text)) return { to: 'word', name: text };
    if (expected && expected.takes !== 'value') return undefined;
    const seesNetworks = view.place === 'loss' || view.place === 'evaluate';
    const network = view.place === 'loss' ? this.#network(name) : undefined;
    const found = network ?? (seesNetworks ? view.networkValue(text, undefined) : undefined);
    return found && { to: 'declared', declared: found };
  }

  #member(name: Name, member: Name): void {
    const network = this.#network(name);
    if (network) this.note(name.span, { to: 'declared', declared: network });
    const value = this.view.networkValue(member.text, name.text);
    if (value) this.note(member.span, { to: 'declared', declared: value });
  }

  #network({ text }: Name): Declared | undefined {
    const item = this.view.names.items.get(text);
    return item && original(item).kind === 'network' ? item : undefined;
  }

  // `-> relu`, `report = [iou]`
  #bareCall(reference: Reference, expected: Expected): void {
    const [name, ...members] = reference.path;
    if (name === undefined) return;
    const call = callOfName(name, reference.span);
    this.#call(members.length === 0 ? call : { ...call, members }, expected, false);
  }

  #call(call: Call, expected: Expected, piped: boolean): void {
    const { callee, members: [member] = [] } = call;
    const block = this.view.names.items.get(callee.text);
    if (block && original(block).kind === 'network' && (member || findOperation(callee.text, []) === undefined)) {
      this.note(callee.span, { to: 'declared', declared: block, place: call.span });
      const value = member && this.view.networkValue(member.text, callee.text);
      if (member && value) this.note(member.span, { to: 'declared', declared: value, place: call.span });
      for (const argument of call.arguments) this.#blockArgument(argument, original(block));
      return;
    }
    if (block && original(block).kind === 'block') {
      this.note(callee.span, { to: 'declared', declared: block, place: call.span });
      for (const argument of call.arguments) this.#blockArgument(argument, original(block));
      return;
    }
    if (isDistribution(callee.text) && !piped && call.arguments.length > 0) {
      this.note(callee.span, { to: 'word', name: callee.text });
      for (const { value } of call.arguments) this.visit(value, undefined);
      return;
    }
    const kinds = [...allKinds.filter((kind) => kind === expected?.takes), ...kindsIn(this.view.place)];
    const operation = findOperation(callee.text, kinds);
    if (operation) this.#operation(operation, call, piped || waits(operation, expected));
    else {
      const value = this.view.lookup(callee.text);
      if (value) this.note(callee.span, { to: 'declared', declared: value });
      for (const { value: argument } of call.arguments) this.visit(argument, undefined);
    }
  }

  #operation(operation: Operation, call: Call, piped: boolean): void {
    this.note(call.callee.span, { to: 'operation', operation, place: call.span });
    const positional = call.arguments.filter(({ name }) => name === undefined);
    for (const argument of call.arguments) {
      const { name, value } = argument;
      const key = name?.text ?? settingAt(operation, positional.indexOf(argument), piped);
      const type =
        key !== undefined && Object.hasOwn(operation.parameters, key) ? operation.parameters[key] : undefined;
      if (name && type) {
        this.note(name.span, { to: 'argument', operation, name: name.text, type, place: call.span });
      }
      this.visit(value, type);
    }
  }

  #blockArgument({ name, value }: Argument, block: Declared): void {
    const parameter =
      name && isCallable(block) ? block.node.parameters.find((p) => p.name.text === name.text) : undefined;
    if (name && parameter && isCallable(block))
      this.note(name.span, {
        to: 'declared',
        declared: {
          kind: 'parameter',
          name: name.text,
          span: parameter.name.span,
          file: block.file,
          node: parameter,
          owner: block.node,
        },
      });
    this.visit(value, undefined);
  }
}

function isCallable(declared: Declared): declared is Extract<Declared, { kind: 'block' | 'network' }> {
  return declared.kind === 'block' || declared.kind === 'network';
}

/** What an alias stands for. */
export function original(declared: Declared): Declared {
  return declared.kind === 'alias' ? declared.of : declared;
}

/** The setting that an argument without a name gives: those behind the inputs, in order. */
export function settingAt(operation: Operation, position: number, piped: boolean): string | undefined {
  if (operation.inputs.at(-1)?.variadic === true) return undefined;
  const open = Math.max(0, neededInputs(operation.inputs).length - (piped ? 1 : 0));
  const names = Object.keys(operation.parameters);
  const rest = names.findIndex((name) => operation.parameters[name]?.rest === true);
  const index = position - open;
  return names[rest >= 0 ? Math.min(index, rest) : index];
}

function isStep(expression: Expression): boolean {
  return ['call', 'reference', 'pipe', 'choice', 'chance', 'repetition'].includes(expression.kind);
}

// The step's image comes later, so that its arguments by position are settings.
function waits(operation: Operation, expected: Expected): boolean {
  return expected?.takes === 'transform' && operation.kind === 'augmentation' && operation.inputs.length === 1;
}
