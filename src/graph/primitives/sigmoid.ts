// 1 / (1 + exp(-x)).
import { callUnary, unary } from '../rules/elementwise.ts';
import { sigmoidGrad } from './sigmoid-grad.ts';
export const Sigmoid = unary('Sigmoid', 'y', ({ y, dy }) => [sigmoidGrad(y, dy)]);
export const sigmoid = callUnary(Sigmoid);
