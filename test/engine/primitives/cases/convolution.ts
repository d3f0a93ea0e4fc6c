// Cases of convolutions and their gradients. Values come from tfjs where it can differentiate, else from the definition.

import type { Shape, Tensor } from '../../../../src/graph/ir/tensor.ts';
import { conv2d } from '../../../../src/graph/primitives/conv2d.ts';
import { conv2dBackpropFilter } from '../../../../src/graph/primitives/conv2d-backprop-filter.ts';
import { conv2dBackpropInput } from '../../../../src/graph/primitives/conv2d-backprop-input.ts';
import { depthwiseConv2d } from '../../../../src/graph/primitives/depthwise-conv2d.ts';
import { depthwiseConv2dBackpropFilter } from '../../../../src/graph/primitives/depthwise-conv2d-backprop-filter.ts';
import { depthwiseConv2dBackpropInput } from '../../../../src/graph/primitives/depthwise-conv2d-backprop-input.ts';
import { type Example, example } from '../example.ts';
import { anywhere, ofUnknownBatch } from '../samples.ts';
import { convolved, filterGradient, imageGradient, type Layout, outputShape } from './naive-convolution.ts';
import { rank4 } from './ranks.ts';

type Undilated = Layout & { readonly dilation: 1 };

const undilated: readonly Undilated[] = [
  { image: [1, 4, 4, 2], filter: [3, 3, 2, 3], stride: 1, padding: 'same', dilation: 1 },
  { image: [2, 5, 3, 1], filter: [2, 2, 1, 2], stride: 1, padding: 'valid', dilation: 1 },
  { image: [1, 5, 4, 2], filter: [4, 4, 2, 1], stride: 2, padding: 'same', dilation: 1 },
  { image: [1, 7, 6, 1], filter: [3, 2, 1, 2], stride: 2, padding: 'valid', dilation: 1 },
  { image: [2, 3, 3, 3], filter: [1, 1, 3, 2], stride: 1, padding: 'same', dilation: 1 },
  { image: [1, 1, 1, 2], filter: [3, 3, 2, 1], stride: 1, padding: 'same', dilation: 1 },
];
const dilated: readonly Layout[] = [
  { image: [1, 6, 5, 1], filter: [3, 3, 1, 2], stride: 1, padding: 'same', dilation: 2 },
  { image: [1, 7, 7, 1], filter: [2, 3, 1, 1], stride: 1, padding: 'valid', dilation: 3 },
];
const layouts: readonly Layout[] = [...undilated, ...dilated];
const depthwise = undilated.map((layout) => ({ ...layout, depthwise: true }));

export const convolutionCases = {
  Conv2D: {
    examples: [
      ...undilated.map((layout) => byTfjs(layout, conv2d)),
      ...layouts.map((layout) => byDefinition(layout, conv2d)),
      ...undilated.slice(0, 1).map((layout) => ofBatches(byDefinition(layout, conv2d))),
    ],
  },
  Conv2DBackpropFilter: { examples: layouts.map((layout) => byFilter(layout, conv2dBackpropFilter)) },
  Conv2DBackpropInput: {
    examples: [
      ...layouts.map((layout) => byImage(layout, conv2dBackpropInput)),
      ...undilated.slice(0, 3).map((layout) => byImageOfBatches(layout, conv2dBackpropInput)),
    ],
  },
  DepthwiseConv2dNative: {
    examples: [
      ...depthwise.map((layout) => byTfjs(layout, depthwiseConv2d)),
      ...depthwise.map((layout) => byDefinition(layout, depthwiseConv2d)),
      ...depthwise.slice(0, 1).map((layout) => ofBatches(byDefinition(layout, depthwiseConv2d))),
    ],
  },
  DepthwiseConv2dNativeBackpropFilter: {
    examples: depthwise.map((layout) => byFilter(layout, depthwiseConv2dBackpropFilter)),
  },
  DepthwiseConv2dNativeBackpropInput: {
    examples: [
      ...depthwise.map((layout) => byImage(layout, depthwiseConv2dBackpropInput)),
      ...depthwise.slice(0, 3).map((layout) => byImageOfBatches(layout, depthwiseConv2dBackpropInput)),
    ],
  },
};

type Forward<L> = (image: Tensor, filter: Tensor, parameters: L) => Tensor;
type ByFilter<L> = (image: Tensor, shape: Shape, dy: Tensor, parameters: L) => Tensor;
type ByImage<L> = (shape: Shape, filter: Tensor, dy: Tensor, parameters: L) => Tensor;

function byTfjs<L extends Layout>(layout: L, build: Forward<L>): Example {
  return example({
    title: titleOf(layout),
    inputs: [anywhere(layout.image), anywhere(layout.filter, 'filter')],
    build: ([image, filter]) => build(image, filter, layout),
    tfjs: (tf, [image, filter]) => {
      const convolve = layout.depthwise ? tf.depthwiseConv2d : tf.conv2d;
      return convolve(rank4(image), rank4(filter), layout.stride, layout.padding);
    },
  });
}

// Also where tfjs has no gradient: with dilations.
function byDefinition<L extends Layout>(layout: L, build: Forward<L>): Example {
  return example({
    title: `${titleOf(layout)}, by definition`,
    inputs: [anywhere(layout.image), anywhere(layout.filter, 'filter')],
    build: ([image, filter]) => build(image, filter, layout),
    formula: ([image, filter]) => convolved(layout, image, filter),
    ...(layout.dilation === 1 ? { wrt: [] } : {}),
  });
}

function ofBatches(made: Example): Example {
  const [image, ...others] = made.inputs;
  return image === undefined
    ? made
    : { ...made, title: `${made.title}, unknown batch`, inputs: [ofUnknownBatch(image), ...others] };
}

function byFilter<L extends Layout>(layout: L, build: ByFilter<L>): Example {
  return example({
    title: titleOf(layout),
    inputs: [anywhere(layout.image), anywhere(outputShape(layout), 'dy')],
    build: ([image, dy]) => build(image, layout.filter, dy, layout),
    formula: ([image, dy]) => filterGradient(layout, image, dy),
    ...onlyOutside(layout),
  });
}

function byImage<L extends Layout>(layout: L, build: ByImage<L>): Example {
  return example({
    title: titleOf(layout),
    inputs: [anywhere(layout.filter, 'filter'), anywhere(outputShape(layout), 'dy')],
    build: ([filter, dy]) => build(layout.image, filter, dy, layout),
    formula: ([filter, dy]) => imageGradient(layout, filter, dy),
    ...onlyOutside(layout),
  });
}

// A transposed convolution whose batch only the run knows.
function byImageOfBatches<L extends Layout>(layout: L, build: ByImage<L>): Example {
  return example({
    title: `${titleOf(layout)}, unknown batch`,
    inputs: [anywhere(layout.filter, 'filter'), ofUnknownBatch(anywhere(outputShape(layout), 'dy'))],
    build: ([filter, dy]) => build([null, ...layout.image.slice(1)], filter, dy, layout),
    formula: ([filter, dy]) => imageGradient(layout, filter, dy),
  });
}

function onlyOutside({ dilation }: Layout): { readonly notInBody?: string } {
  return dilation === 1
    ? {}
    : { notInBody: 'on the CPU only oneDNN knows the gradient, and it takes no function body' };
}

function titleOf({ image, filter, stride, padding, dilation }: Layout): string {
  return `${image.join(' x ')} by ${filter.join(' x ')}, ${padding}, stride ${stride}, dilation ${dilation}`;
}
