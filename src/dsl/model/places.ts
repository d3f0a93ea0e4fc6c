// Every place of a file that makes work for TensorFlow, by the stable path that also names its nodes.
import type { Span } from '../../diagnostics/source-file.ts';
import type { Model } from './model.ts';
import { everyCall } from './settings.ts';

export interface Place {
  /** `generator/e2/down/conv`, `loss/pixel`, `optimizer/generator`. */
  readonly path: string;
  readonly operation: string;
  /** Where the user's own text has it: of a block's inside, the call of the block. */
  readonly span: Span;
}

export function placesOf(model: Model): readonly Place[] {
  const calls = [...everyCall(model)].map(({ path, name, span, callers }) => ({
    path,
    operation: name,
    span: callers[0] ?? span,
  }));
  const lines = model.loss.map(({ name, span, parts }) => ({
    path: `loss/${name}`,
    operation: parts.map(({ call }) => call.name).join(' + '),
    span,
  }));
  const optimizers = model.train.networks.map(({ network, optimizer: { name, span } }) => ({
    path: `optimizer/${network}`,
    operation: name,
    span,
  }));
  return [...lines, ...optimizers, ...calls];
}
