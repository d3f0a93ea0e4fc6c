// What a check found out about places of a file: shapes of values, effective settings of calls, values of
// parameters. With errors, what could be found in spite of them.

import type { Expression, OperationCall, TensorKind } from '../api/editor.ts';
import {
  type Checked,
  type DeclaredParameter,
  everyCall,
  type Flow,
  formatShape,
  type ModelParts,
  type Setting,
  type Span,
} from '../api/language.ts';

const kindNouns: { readonly [K in TensorKind]: string } = {
  tensor: 'a tensor',
  image: 'an image',
  mask: 'a mask',
  anomaly: 'an image with its mask',
};

export class Facts {
  readonly #results = new Map<string, Set<string>>();
  readonly #calls = new Map<string, OperationCall[]>();
  readonly #parameters: ReadonlyMap<string, DeclaredParameter>;
  readonly #settings: ReadonlyMap<string, Setting>;

  constructor({ model, parts, plan }: Checked) {
    this.#settings = new Map(model?.settings.map((setting) => [setting.path, setting]));
    this.#parameters = new Map(model?.parameters.map((parameter) => [keyOf(parameter.span), parameter]));
    const shapes = new Map(plan?.tensors.map(({ name, shape }) => [name, formatShape(shape)]));
    for (const flow of flowsOf(parts)) this.#noteFlow(flow, shapes);
    for (const call of model ? everyCall(model) : flowsOf(parts).flatMap(({ nodes }) => nodes.map((node) => node.call)))
      this.#noteCall(call);
  }

  /** What the operation or block call at a place makes: `64 x 64 x 128`; several where a block is used several times. */
  resultsAt(place: Span): readonly string[] {
    return [...(this.#results.get(keyOf(place)) ?? [])];
  }

  /** The same of a whole expression: of the last step of a chain. */
  resultsOf(expression: Expression): readonly string[] {
    if (expression.kind === 'conditional' || expression.kind === 'restricted') return this.resultsOf(expression.value);
    const last = expression.kind === 'pipe' ? expression.steps.at(-1) : undefined;
    return last ? this.resultsOf(last) : this.resultsAt(expression.span);
  }

  /** The calls that a place in a file makes: several in a block that is used several times. */
  callsAt(place: Span): readonly OperationCall[] {
    return this.#calls.get(keyOf(place)) ?? [];
  }

  parameterAt(declaration: Span): DeclaredParameter | undefined {
    return this.#parameters.get(keyOf(declaration));
  }

  /** Of `data`, `train` and `evaluate`: `train.batch`. */
  setting(path: string): Setting | undefined {
    return this.#settings.get(path);
  }

  #noteFlow({ nodes }: Flow, shapes: ReadonlyMap<string, string>): void {
    // The last operation of a block's call makes what the call makes.
    const outer = new Map<string, string>();
    const flush = (except: ReadonlySet<string>) => {
      for (const [key, result] of outer) {
        if (except.has(key)) continue;
        this.#add(key, result);
        outer.delete(key);
      }
    };
    for (const { call, result } of nodes) {
      const text = shapes.get(call.path) ?? (result === 'tensor' ? undefined : kindNouns[result]);
      const callers = call.callers.map(keyOf);
      flush(new Set(callers));
      if (text === undefined) continue;
      this.#add(keyOf(call.span), text);
      for (const caller of callers) outer.set(caller, text);
    }
    flush(new Set());
  }

  #noteCall(call: OperationCall): void {
    const key = keyOf(call.span);
    const calls = this.#calls.get(key);
    if (calls) calls.push(call);
    else this.#calls.set(key, [call]);
  }

  #add(key: string, result: string): void {
    const results = this.#results.get(key) ?? new Set();
    results.add(result);
    this.#results.set(key, results);
  }
}

function flowsOf(parts: ModelParts | undefined): readonly Flow[] {
  return parts === undefined ? [] : [parts.augment.flow, ...parts.networks.map(({ flow }) => flow)];
}

function keyOf({ source, start, end }: Span): string {
  return `${source.path ?? source.name} ${start} ${end}`;
}
