// A training step emitted for its shapes alone: what the rules look at.
import type { Model } from '../../dsl/model/model.ts';
import type { GraphBuilder } from '../../graph/ir/builder.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import type { Batch } from '../emit/batch.ts';
import type { Emitted } from '../emit/network-emitter.ts';
import type { NetworkValues, Objectives } from '../emit/objectives.ts';
import type { Weights } from '../emit/weights.ts';
import type { Extents } from './extents.ts';

/** What the rules look at. */
export interface Planned {
  readonly model: Model;
  readonly builder: GraphBuilder;
  /** The number of the step: int32 scalar. */
  readonly step: Tensor;
  readonly batch: Batch;
  readonly values: NetworkValues;
  readonly objectives: Objectives;
  readonly weights: Weights;
  /** Of the values of networks. */
  readonly extents: Extents;
  /** By path of the operation. */
  readonly emitted: ReadonlyMap<string, Emitted>;
  readonly results: ReadonlyMap<string, Tensor>;
}
