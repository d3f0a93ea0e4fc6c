// The hyperbolic tangent.
import { callUnary, unary } from '../rules/elementwise.ts';
import { tanhGrad } from './tanh-grad.ts';
export const Tanh = unary('Tanh', 'y', ({ y, dy }) => [tanhGrad(y, dy)]);
export const tanh = callUnary(Tanh);
