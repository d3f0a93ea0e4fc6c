// max(x, 0).
import { callUnary, unary } from '../rules/elementwise.ts';
import { reluGrad } from './relu-grad.ts';
export const Relu = unary('Relu', 'activations', ({ y, dy }) => [reluGrad(dy, y)]);
export const relu = callUnary(Relu);
