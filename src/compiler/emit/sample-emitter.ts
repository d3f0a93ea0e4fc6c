// One sample as `augment` describes it: the work that the graph does on each sample of a batch. An operation is emitted when
// something needs its result; drawing anew means emitting it again with another place in the random streams.
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import { bug } from '../../diagnostics/outside-error.ts';
import type { AugmentModel } from '../../dsl/model/model.ts';
import type { GraphBuilder } from '../../graph/ir/builder.ts';
import { int32s } from '../../graph/ir/constant.ts';
import { ifElse, switchCase } from '../../graph/ir/control-flow.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { less } from '../../graph/primitives/less.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { randomNormal } from '../../graph/primitives/random-normal.ts';
import { randomUniform } from '../../graph/primitives/random-uniform.ts';
import { slice } from '../../graph/primitives/slice.ts';
import { integer } from '../../graph/rules/primitive.ts';
import type { Distribution, FlowReference, OperationCall, Recipe } from '../../ops/core/call.ts';
import { isAnomaly } from '../../ops/core/inputs.ts';
import type { Anomaly, DrawnShape, ImageSource, SampleScope, Window } from '../../ops/core/scopes.ts';
import { settingsOf } from '../../ops/core/setting.ts';
import { cut } from '../../ops/pixels/window.ts';
import { operationFor } from '../../ops/table.ts';
import { commonNodes } from './common-nodes.ts';
import { drawIndex, drawNumber, drawWhole, type LevelOf, type StateNamed } from './draw.ts';
import { emitGuarded, plainScope } from './emission-error.ts';
import { noStory } from './input-story.ts';
import { randomState, type StreamPlace } from './random-streams.ts';
import { emitScheduled } from './schedules.ts';
import { type GivenFolder, givenKey, listShapes } from './shapes.ts';

export interface SampleContext {
  readonly builder: GraphBuilder;
  readonly augment: AugmentModel;
  readonly seed: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly given: GivenPictures;
  /** The step of training (int32 scalar, from 0) and how many there are: for schedules. */
  readonly step: Tensor;
  readonly steps: number;
  /** Absent: the graph will run. Present: only its shapes are looked at, so what is drawn anew need not be emitted anew. */
  readonly reporter?: Reporter;
}

/** What a sample is drawn from, beside its own image: h x w x c, 0 to 1. */
export interface GivenPictures {
  /** Pictures of other training images. */
  readonly donors: readonly Tensor[];
  /** One picture of each folder of textures. */
  readonly textures: ReadonlyMap<string, Tensor>;
  /** h x w x 1: where the object is, for data sets that say so. */
  readonly foreground: Tensor | undefined;
}

type Result = Tensor | Anomaly;
type Memo = Map<number, Result>;

export interface DrawnAnomaly {
  readonly image: Tensor;
  readonly mask: Tensor;
  /** See `Anomaly`. */
  readonly shapes: Tensor;
  readonly redraws: Tensor;
}

export class SampleEmitter {
  readonly #context: SampleContext;
  readonly #image: Tensor;
  readonly #place: StreamPlace;
  /** What is the same for all attempts and patches: the chain of `image`, and masks made of it alone. */
  readonly #fixed: Memo = new Map();

  /** `image`: the drawn picture, h x w x c, 0 to 1. `place`: step and slot. */
  constructor(context: SampleContext, image: Tensor, place: StreamPlace) {
    this.#context = context;
    this.#image = image;
    this.#place = place;
  }

  /** The picture after what is done to every sample. */
  image(): Tensor {
    return tensorOf(this.#evaluate(this.#context.augment.image, this.#fixed, this.#place));
  }

  /** The synthetic anomaly, its mask, and how it was drawn. */
  anomaly(): DrawnAnomaly {
    const { synthetic, mask } = this.#context.augment;
    if (!synthetic || !mask) return bug('the pipeline makes no synthetic anomalies');
    this.image();
    for (const node of this.#fixedMasks())
      this.#evaluate({ from: 'node', node, part: 'all' }, this.#fixed, this.#place);
    const memo = new Map(this.#fixed);
    const image = tensorOf(this.#evaluate(synthetic, memo, this.#place));
    const maskTensor = tensorOf(this.#evaluate(mask, memo, this.#place));
    const whole = synthetic.from === 'node' ? memo.get(synthetic.node) : undefined;
    const none = { shapes: this.#counts(), redraws: integer(this.#context.builder, 0) };
    const { shapes, redraws } = isAnomaly(whole) ? whole : none;
    return { image, mask: maskTensor, shapes, redraws };
  }

  // Masks that only depend on the sample's own image: found once, not at each patch.
  #fixedMasks(): readonly number[] {
    const { nodes } = this.#context.augment.flow;
    const isFixed = (reference: FlowReference) =>
      reference.from === 'node' ? this.#fixed.has(reference.node) : reference.from !== 'donor';
    return nodes.flatMap(({ call, result }, i) => (result === 'mask' && call.inputs.every(isFixed) ? [i] : []));
  }

  #evaluate(reference: FlowReference, memo: Memo, place: StreamPlace): Result {
    if (reference.from === 'given') return this.#given(reference.name);
    if (reference.from === 'donor')
      return this.#context.given.donors[reference.index] ?? bug(`no donor ${reference.index}`);
    if (reference.from === 'network') return bug('a network inside augment');
    const known = memo.get(reference.node);
    const result = known ?? this.#emit(reference.node, memo, place);
    if (known === undefined) memo.set(reference.node, result);
    if (reference.part === 'all') return result;
    return isAnomaly(result) ? result[reference.part] : bug('a part of what has none');
  }

  #given(name: string): Tensor {
    const { foreground } = this.#context.given;
    if (name === 'image') return this.#image;
    if (name === 'foreground' && foreground) return foreground;
    return bug(`nothing is given as ${name}`);
  }

  #emit(node: number, memo: Memo, place: StreamPlace): Result {
    const call = this.#callOf(node);
    const { inputs, path } = call;
    const operation = operationFor(call, 'augmentation');
    if (operation.lazy === true)
      for (const common of commonNodes(this.#context.augment.flow, inputs))
        this.#evaluate({ from: 'node', node: common, part: 'all' }, memo, place);
    const given = operation.lazy === true ? [] : inputs.map((reference) => this.#evaluate(reference, memo, place));
    return this.#guarded(call, () =>
      this.#context.builder.scope(path, () => operation.emit(this.#scope(call, place, memo), given, settingsOf(call))),
    );
  }

  #scope(call: OperationCall, outerPlace: StreamPlace, drawn: Memo = this.#fixed): SampleScope {
    const { builder, height, width, channels, seed, reporter } = this.#context;
    const kept = reporter === undefined ? this.#fixed : drawn;
    let place = outerPlace;
    const elsewhere = <T>(change: Partial<StreamPlace>, build: () => T): T => {
      const before = place;
      place = { ...place, ...change };
      try {
        return build();
      } finally {
        place = before;
      }
    };
    const stateNamed: StateNamed = (name) => randomState(builder, seed, `${call.path}/${name}`, place);
    return {
      ...plainScope(builder),
      height,
      width,
      channels,
      draw: (name, distribution) => drawNumber(builder, stateNamed, name, distribution, this.#levelOf),
      drawWhole: (name, distribution) => drawWhole(builder, stateNamed, name, distribution, this.#levelOf),
      uniform: (name, shape) => randomUniform(stateNamed(name), shape),
      normal: (name, shape) => randomNormal(stateNamed(name), shape),
      chance: (name, chance) => less(randomUniform(stateNamed(name), []), this.#level(chance)),
      level: (chance) => this.#level(chance),
      shape: (recipe) => this.#shape(recipe, place),
      noShapes: () => this.#counts(),
      transform: (recipe, image) => this.#transform(recipe, image, place),
      repeated: (kind, index, build) => elsewhere({ [kind]: index }, build),
      onceForAll: (build) => elsewhere({ attempt: undefined }, build),
      options: call.inputs.map((input) => () => this.#evaluate(input, new Map(drawn), place)),
      value: (reference) => tensorOf(this.#evaluate(reference, new Map(this.#fixed), place)),
      texture: (folder) => this.#shown({ folder, shows: 'textures' }),
      defect: (folder) => ({
        picture: this.#shown({ folder, shows: 'defects' }),
        mask: slice(this.#shown({ folder, shows: 'masks of defects' }), { axis: 2, start: 0, size: 1 }),
      }),
      source: (index) => this.#source(call.inputs[index] ?? bug('no such input'), kept, place),
      fresh: (index) => this.#evaluate(call.inputs[index] ?? bug('no such input'), new Map(kept), place),
    };
  }

  #source(reference: FlowReference, kept: Memo, place: StreamPlace): ImageSource {
    const whole = () => tensorOf(this.#evaluate(reference, new Map(kept), place));
    const part = this.#partly(reference, kept, place);
    return { isMade: part === undefined, whole, part: (window) => part?.(window) ?? cut(whole(), window) };
  }

  // How a window of it is made; undefined for what is there as a whole, being the same for all attempts.
  #partly(reference: FlowReference, kept: Memo, place: StreamPlace) {
    if (reference.from !== 'node' || this.#fixed.has(reference.node)) return undefined;
    const call = this.#callOf(reference.node);
    const [operation, input] = [operationFor(call, 'augmentation'), call.inputs[0]];
    if (input === undefined || operation.emitPart === undefined) return undefined;
    return (window: Window) => {
      const source = this.#source(input, kept, place);
      const make = () => operation.emitPart?.(this.#scope(call, place), source, settingsOf(call), window);
      return this.#context.builder.scope(call.path, make);
    };
  }

  #callOf(node: number): OperationCall {
    return this.#context.augment.flow.nodes[node]?.call ?? bug(`no operation ${node}`);
  }

  #shown(given: GivenFolder): Tensor {
    return this.#context.given.textures.get(givenKey(given)) ?? bug(`no ${given.shows} of ${given.folder}`);
  }

  #shape(recipe: Recipe, place: StreamPlace): DrawnShape {
    const { builder } = this.#context;
    if (recipe.kind === 'choice') {
      const index = drawIndex(this.#states(place), recipe.path, recipe.options.length);
      const branches = recipe.options.map((option) => () => {
        const drawn = this.#shape(option, place);
        return [drawn.mask, drawn.counted];
      });
      const [mask, counted] = builder.scope(recipe.path, () => switchCase(index, branches));
      return mask && counted ? { mask, counted } : bug('a branch without a result');
    }
    if (recipe.kind !== 'call') return bug('not a shape');
    const { call } = recipe;
    const operation = operationFor(call, 'shape');
    const mask = this.#guarded(call, () =>
      builder.scope(call.path, () => operation.emit(this.#scope(call, place), settingsOf(call))),
    );
    return { mask, counted: this.#counts(call.path) };
  }

  // 1 for the shape of that path, 0 for the others.
  #counts(drawn?: string): Tensor {
    const { builder, augment } = this.#context;
    const counts = listShapes(augment).map(({ path }) => (path === drawn ? 1 : 0));
    return builder.current.constant(int32s(counts.length === 0 ? [0] : counts));
  }

  #transform(recipe: Recipe, image: Tensor, place: StreamPlace): Tensor {
    const { builder } = this.#context;
    switch (recipe.kind) {
      case 'sequence':
        return recipe.steps.reduce((value, step) => this.#transform(step, value, place), image);
      case 'chance': {
        const taken = less(randomUniform(this.#states(place)(recipe.path), []), this.#level(recipe.chance));
        return builder.scope(recipe.path, () =>
          only(
            ifElse(
              taken,
              () => [this.#transform(recipe.step, image, place)],
              () => [image],
            ),
          ),
        );
      }
      case 'choice': {
        const index = drawIndex(this.#states(place), recipe.path, recipe.options.length);
        const branches = recipe.options.map((option) => () => [this.#transform(option, image, place)]);
        return builder.scope(recipe.path, () => only(switchCase(index, branches)));
      }
      case 'call': {
        const { call } = recipe;
        const operation = operationFor(call, 'augmentation');
        return this.#guarded(call, () =>
          builder.scope(call.path, () => tensorOf(operation.emit(this.#scope(call, place), [image], settingsOf(call)))),
        );
      }
    }
  }

  // Draws beyond training, for thresholds, see what its last step saw.
  readonly #levelOf: LevelOf = ({ call, factor }) => {
    const { builder, step, steps, reporter } = this.#context;
    const at = cast(minimum(step, steps - 1), 'float32');
    const level = emitScheduled(builder, call, at, steps, reporter);
    return factor === 1 ? level : mul(level, factor);
  };

  #level(chance: number | Distribution): number | Tensor {
    if (typeof chance === 'number') return chance;
    return chance.kind === 'scheduled' ? this.#levelOf(chance) : bug('a chance that is drawn');
  }

  #states(place: StreamPlace): StateNamed {
    const { builder, seed } = this.#context;
    return (name) => randomState(builder, seed, name, place);
  }

  #guarded<T>(call: OperationCall, emit: () => T): T {
    return emitGuarded(this.#context.reporter, call, () => noStory, emit);
  }
}

function tensorOf(result: Result): Tensor {
  return isAnomaly(result) ? result.image : result;
}

function only(results: readonly Tensor[]): Tensor {
  return results[0] ?? bug('a branch without a result');
}
