// Rules of the method that need shapes: what the map must be, which losses train something, what a
// batch must hold.
import type { Reporter } from '../diagnostics/diagnostic.ts';
import type { Term } from '../dsl/model.ts';
import { dependsOn } from '../graph/gradients.ts';
import { formatShape, type Tensor } from '../graph/tensor.ts';
import type { Subset } from '../ops/value.ts';
import type { Planned } from './plan.ts';

export function checkRules(planned: Planned, reporter: Reporter): void {
  checkMap(planned, reporter);
  checkImageRange(planned, reporter);
  checkSamples(planned, reporter);
  checkTrained(planned, reporter);
  checkNoOps(planned, reporter);
  checkSecondDerivatives(planned, reporter);
}

function checkMap({ model, values }: Planned, reporter: Reporter): void {
  const { network, value } = model.evaluate.map;
  const map = values.get(network)?.get(value);
  const owner = model.networks.find(({ name }) => name === network);
  const reference = owner?.values.get(value);
  if (map === undefined || owner === undefined) return;
  const span = reference?.from === 'node' ? (owner.flow.nodes[reference.node]?.call.span ?? owner.span) : owner.span;
  const { height, width } = model.data;
  const [, h, w, c] = map.shape;
  if (h !== height || w !== width || c !== 1) {
    const expected = formatShape([height, width, 1]);
    reporter.report('map-shape', span, { name: value, shape: formatShape(map.shape.slice(1)), expected });
  } else if (!isShare(map)) {
    reporter.report('map-range', span, { name: value }, { hint: 'end it with `-> sigmoid`' });
  }
}

/** True where all values surely lie from 0 to 1. */
function isShare(tensor: Tensor): boolean {
  const { op, inputs, attributes } = tensor.node;
  if (op === 'Sigmoid' || op === 'Softmax') return true;
  if (
    op === 'Identity' ||
    op === 'StopGradient' ||
    op === 'ResizeBilinear' ||
    op === 'ResizeNearestNeighbor' ||
    op === 'Mean' ||
    op === 'Max' ||
    op === 'Slice'
  ) {
    return inputs[0] !== undefined && isShare(inputs[0]);
  }
  if (op === 'Mul') return inputs.every((input) => isShare(input));
  if (op === 'ConcatV2' || op === 'Maximum') return inputs.filter(({ dtype }) => dtype === 'float32').every(isShare);
  // 1 - x, and clipping: Minimum(Maximum(x, 0), 1).
  if (op === 'Sub') return constantOf(inputs[0]) === 1 && inputs[1] !== undefined && isShare(inputs[1]);
  if (op === 'Minimum')
    return (
      constantOf(inputs[1]) === 1 && inputs[0]?.node.op === 'Maximum' && constantOf(inputs[0].node.inputs[1]) === 0
    );
  return op === 'Const' && attributes.value?.kind === 'tensor' && isBetween(constantOf(tensor));
}

function isBetween(value: number | undefined): boolean {
  return value !== undefined && value >= 0 && value <= 1;
}

function constantOf(tensor: Tensor | undefined): number | undefined {
  const node = tensor?.node.op === 'Reshape' ? tensor.node.inputs[0]?.node : tensor?.node;
  const value = node?.attributes.value;
  if (
    node?.op !== 'Const' ||
    value?.kind !== 'tensor' ||
    value.value.dtype !== 'float32' ||
    value.value.bytes.length !== 4
  )
    return undefined;
  return new DataView(value.value.bytes.buffer, value.value.bytes.byteOffset).getFloat32(0, true);
}

// `tanh` against images in 0..1, `sigmoid` against images in -1..1.
function checkImageRange({ model, results, values }: Planned, reporter: Reporter): void {
  const [low] = model.data.range;
  const wrong = low === 0 ? { op: 'Tanh', activation: 'a `tanh`' } : { op: 'Sigmoid', activation: 'a `sigmoid`' };
  for (const { parts, flow } of model.loss) {
    for (const { call } of parts) {
      const comparesImage = call.inputs.some((input) => input.from === 'given' && input.name !== 'mask');
      if (!comparesImage) continue;
      for (const input of call.inputs) {
        const path = input.from === 'node' ? flow.nodes[input.node]?.call.path : undefined;
        const tensor =
          input.from === 'network' ? values.get(input.network)?.get(input.value) : path ? results.get(path) : undefined;
        if (tensor?.node.op === wrong.op) {
          const hint =
            low === 0
              ? 'write `in -1..1` in `data`, or end the reconstruction with `sigmoid`'
              : 'write `in 0..1` in `data`, or end the reconstruction with `tanh`';
          reporter.report(
            'image-range',
            call.span,
            { activation: wrong.activation, range: low === 0 ? '0..1' : '-1..1' },
            { hint },
          );
        }
      }
    }
  }
}

function checkSamples({ model }: Planned, reporter: Reporter): void {
  const { normal, synthetic } = model.train;
  const counts: { readonly [K in Subset]: number } = { all: normal + synthetic, normal, synthetic };
  const span = model.loss[0]?.span;
  if (synthetic > 0 && model.augment.synthetic === undefined && span) reporter.report('no-synthetic', span, {});
  for (const { name, parts } of model.loss) {
    for (const { call, subset } of parts) {
      const subsets = [subset, ...Object.values(call.parameters).flatMap(subsetOf)];
      const empty = subsets.find((kind) => counts[kind] === 0);
      if (empty) reporter.report('subset-empty', call.span, { name, subset: empty });
    }
  }
}

function subsetOf(value: unknown): readonly Subset[] {
  if (typeof value !== 'object' || value === null || !('subset' in value)) return [];
  return value.subset === 'normal' || value.subset === 'synthetic' ? [value.subset] : [];
}

function checkTrained({ model, objectives, weights }: Planned, reporter: Reporter): void {
  const generators = model.networks.filter(({ role }) => role === 'generator');
  const trained = generators.flatMap(({ name }) => weights.trained(name).map(({ value }) => value));
  for (const term of model.loss) {
    const value = objectives.logged.find(({ name }) => name === term.name)?.value;
    if (value !== undefined && !trained.some((weight) => dependsOn(value, weight))) reportUntrained(term, reporter);
  }
}

function reportUntrained({ name, span }: Term, reporter: Reporter): void {
  reporter.report('untrained-loss', span, { name });
}

// A gradient penalty differentiates the discriminator's gradient, sample by sample.
function checkSecondDerivatives({ model }: Planned, reporter: Reporter): void {
  for (const { call } of model.loss.flatMap(({ parts }) => parts)) {
    const { operation, parameters } = call;
    if (operation.kind !== 'adversarial' || operation.secondDerivatives !== true) continue;
    const judge = model.networks.find(({ name }) => name === parameters.discriminator);
    const mixing = judge?.flow.nodes.find(
      ({ call: own }) => own.operation.kind === 'layer' && own.operation.mixesSamples === true,
    );
    if (mixing === undefined) continue;
    const related = [{ message: 'in this layer', span: mixing.call.callers[0] ?? mixing.call.span }];
    const hint = 'use `layer_norm` or `instance_norm` in the discriminator';
    reporter.report(
      'no-second-derivative',
      call.span,
      { loss: operation.name, operation: `\`${mixing.call.operation.name}\`` },
      { hint, related },
    );
  }
}

// A patch can equal what it replaces; `relabel` notices.
function checkNoOps({ model }: Planned, reporter: Reporter): void {
  const { flow, mask } = model.augment;
  if (mask?.from !== 'node') return;
  const last = flow.nodes[mask.node]?.call;
  if (last?.operation.name === 'paste') {
    reporter.report('no-op-anomalies', last.span, { operation: 'paste' }, { hint: 'add `-> relabel()`' });
  }
}
