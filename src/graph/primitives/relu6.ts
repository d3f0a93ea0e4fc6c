// min(max(x, 0), 6) in one kernel, which TensorFlow fuses with a convolution before it.
import { callUnary, unary } from '../rules/elementwise.ts';
import { relu6Grad } from './relu6-grad.ts';
export const Relu6 = unary('Relu6', 'activations', ({ y, dy }) => [relu6Grad(dy, y)]);
export const relu6 = callUnary(Relu6);
