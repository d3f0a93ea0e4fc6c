// Work that is done only when it is needed: branches, loops, and the same work on every sample of a
// batch. Bodies may use anything from outside. Made for augmentation: no gradient flows through.
import { bug } from '../../diagnostics/outside-error.ts';
import { builderOf, type FunctionBody, type GraphBuilder, unionOfCaptures } from './builder.ts';
import { type Attribute, sameShape, type Tensor, type TensorType } from './tensor.ts';

/** The results of one of several bodies: `index` (int32 scalar) says which; out of range means the last. */
export function switchCase(index: Tensor, branches: readonly (() => readonly Tensor[])[]): readonly Tensor[] {
  const builder = builderOf(index);
  const bodies = branches.map((build) => builder.body([], build));
  const captures = unionOfCaptures(bodies, builder.current);
  const names = bodies.map((body, i) => builder.define(`case${i}`, body, captures));
  const results = sameResults(bodies);
  return builder.current.add({
    op: 'StatelessCase',
    inputs: [index, ...captures],
    attributes: {
      Tin: typesOf(captures),
      Tout: typesOf(results),
      branches: { kind: 'functions', value: names },
      output_shapes: shapesOf(results),
    },
    outputs: results.map(typeOf),
    outputNames: { list: 'output' },
  }).outputs;
}

/** The results of `then` where the condition (bool scalar) holds, else those of `otherwise`. */
export function ifElse(
  condition: Tensor,
  then: () => readonly Tensor[],
  otherwise: () => readonly Tensor[],
): readonly Tensor[] {
  const builder = builderOf(condition);
  const bodies = [builder.body([], then), builder.body([], otherwise)];
  const captures = unionOfCaptures(bodies, builder.current);
  const [thenName = '', elseName = ''] = bodies.map((body, i) =>
    builder.define(i === 0 ? 'then' : 'else', body, captures),
  );
  const results = sameResults(bodies);
  return builder.current.add({
    op: 'StatelessIf',
    inputs: [condition, ...captures],
    attributes: {
      Tcond: { kind: 'type', value: 'bool' },
      Tin: typesOf(captures),
      Tout: typesOf(results),
      then_branch: { kind: 'function', value: thenName },
      else_branch: { kind: 'function', value: elseName },
      output_shapes: shapesOf(results),
    },
    outputs: results.map(typeOf),
    outputNames: { list: 'output' },
  }).outputs;
}

/** Repeats `body` on the state while `condition` (bool scalar) holds; shapes stay as they start. */
export function whileLoop(
  start: readonly Tensor[],
  condition: (state: readonly Tensor[]) => Tensor,
  body: (state: readonly Tensor[]) => readonly Tensor[],
): readonly Tensor[] {
  const builder = builderOf(start[0] ?? bug('a loop without state'));
  const types = start.map(typeOf);
  const step = builder.body(types, body);
  const test = builder.body(types, (state) => [condition(state)]);
  if (!sameTypes(step.results, start)) bug('a loop changes the types of its state');
  const captures = unionOfCaptures([step, test], builder.current);
  const all = [...start.map((tensor) => builder.current.localize(tensor)), ...captures];
  const node = builder.current.add({
    op: 'StatelessWhile',
    inputs: all,
    attributes: {
      T: typesOf(all),
      cond: { kind: 'function', value: builder.define('condition', test, captures) },
      body: { kind: 'function', value: builder.define('body', step, captures, true) },
      output_shapes: shapesOf(all),
      parallel_iterations: { kind: 'int', value: 1 },
    },
    outputs: all.map(typeOf),
    outputNames: { list: 'output' },
  });
  return node.outputs.slice(0, start.length);
}

/** `build` on each sample: `batched` tensors lose their first axis inside, the results get it back. */
export function mapSamples(
  batched: readonly Tensor[],
  build: (sample: readonly Tensor[]) => readonly Tensor[],
): readonly Tensor[] {
  const builder: GraphBuilder = builderOf(batched[0] ?? bug('nothing to map over'));
  const count = batched[0]?.shape[0] ?? null;
  const body = builder.body(
    batched.map(({ shape, dtype }) => ({ shape: shape.slice(1), dtype })),
    build,
  );
  const captures = unionOfCaptures([body], builder.current);
  const name = builder.define('sample', body, captures);
  return builder.current.add({
    op: 'MapDefun',
    inputs: [...batched, ...captures],
    attributes: {
      Targuments: typesOf(batched),
      Tcaptured: typesOf(captures),
      output_types: typesOf(body.results),
      output_shapes: shapesOf(body.results),
      f: { kind: 'function', value: name },
      max_intra_op_parallelism: { kind: 'int', value: 1 },
    },
    outputs: body.results.map(({ shape, dtype }) => ({ shape: [count, ...shape], dtype })),
    outputNames: { list: 'output' },
  }).outputs;
}

function sameResults(bodies: readonly FunctionBody[]): readonly Tensor[] {
  const first = bodies[0]?.results ?? bug('no branch');
  if (!bodies.every(({ results }) => sameTypes(results, first))) bug('branches give different results');
  return first;
}

function sameTypes(a: readonly Tensor[], b: readonly Tensor[]): boolean {
  return a.length === b.length && a.every((t, i) => sameShape(t.shape, b[i]?.shape ?? []) && t.dtype === b[i]?.dtype);
}

function typeOf({ shape, dtype }: Tensor): TensorType {
  return { shape, dtype };
}

function typesOf(list: readonly Tensor[]): Attribute {
  return { kind: 'types', value: list.map((tensor) => tensor.dtype) };
}

function shapesOf(list: readonly Tensor[]): Attribute {
  return { kind: 'shapes', value: list.map((tensor) => tensor.shape) };
}
