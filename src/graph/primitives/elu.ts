// x above 0, exp(x) - 1 below.
import { callUnary, unary } from '../rules/elementwise.ts';
import { eluGrad } from './elu-grad.ts';
export const Elu = unary('Elu', 'activations', ({ y, dy }) => [eluGrad(dy, y)]);
export const elu = callUnary(Elu);
