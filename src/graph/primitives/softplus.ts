// log(1 + exp(x)), without overflow.
import { callUnary, unary } from '../rules/elementwise.ts';
import { mul } from './mul.ts';
import { sigmoid } from './sigmoid.ts';
export const Softplus = unary('Softplus', 'activations', ({ inputs: [x], dy }) => [mul(dy, sigmoid(x))]);
export const softplus = callUnary(Softplus);
