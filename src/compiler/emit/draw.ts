// Distributions as nodes of the graph: one random number.
import { bug } from '../../diagnostics/outside-error.ts';
import type { GraphBuilder } from '../../graph/ir/builder.ts';
import { float32s } from '../../graph/ir/constant.ts';
import { switchCase } from '../../graph/ir/control-flow.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { div } from '../../graph/primitives/div.ts';
import { erfinv } from '../../graph/primitives/erfinv.ts';
import { exp } from '../../graph/primitives/exp.ts';
import { floor } from '../../graph/primitives/floor.ts';
import { gather } from '../../graph/primitives/gather.ts';
import { log } from '../../graph/primitives/log.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { randomGamma } from '../../graph/primitives/random-gamma.ts';
import { randomUniform } from '../../graph/primitives/random-uniform.ts';
import { round } from '../../graph/primitives/round.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { float } from '../../graph/rules/primitive.ts';
import type { RandomState } from '../../graph/rules/random.ts';
import type { Distribution } from '../../ops/core/call.ts';

/** Makes the state of a draw from its name. */
export type StateNamed = (name: string) => RandomState;

/** What a schedule says at this step. */
export type LevelOf = (d: Extract<Distribution, { readonly kind: 'scheduled' }>) => Tensor;

/** A float scalar. */
export function drawNumber(
  builder: GraphBuilder,
  stateNamed: StateNamed,
  name: string,
  d: Distribution,
  levelOf: LevelOf,
): Tensor {
  if (d.kind === 'scheduled') return levelOf(d);
  if (d.kind === 'constant') return float(builder, d.value);
  if (d.kind === 'gamma') {
    const drawn = randomGamma(stateNamed(name), [], float(builder, d.shape));
    return clamp(add(mul(drawn, d.scale), d.offset), d.from, d.to);
  }
  const u = randomUniform(stateNamed(name), []);
  switch (d.kind) {
    case 'uniform':
      return add(mul(u, d.to - d.from), d.from);
    case 'log-uniform':
      return exp(add(mul(u, Math.log(d.to / d.from)), Math.log(d.from)));
    case 'normal':
      return truncatedNormal(u, d);
    case 'choice':
      return chosen(builder, stateNamed, name, u, d.options, levelOf);
    case 'moving': {
      const [low, high] = [d.low, d.high].map((end) => drawNumber(builder, stateNamed, name, end, levelOf));
      if (!low || !high) return bug('a range without ends');
      return d.isLog ? mul(exp(mul(u, log(div(high, low)))), low) : add(mul(u, sub(high, low)), low);
    }
  }
}

/** An int32 scalar: every whole number of a uniform range with the same chance, others rounded. */
export function drawWhole(
  builder: GraphBuilder,
  stateNamed: StateNamed,
  name: string,
  d: Distribution,
  levelOf: LevelOf,
): Tensor {
  if (d.kind !== 'uniform') return cast(round(drawNumber(builder, stateNamed, name, d, levelOf)), 'int32');
  const [from, to] = [Math.ceil(d.from), Math.floor(d.to)];
  const u = randomUniform(stateNamed(name), []);
  return cast(minimum(add(floor(mul(u, to - from + 1)), from), to), 'int32');
}

/** An int32 scalar from 0 to `count` - 1. */
export function drawIndex(stateNamed: StateNamed, name: string, count: number): Tensor {
  return cast(minimum(floor(mul(randomUniform(stateNamed(name), []), count)), count - 1), 'int32');
}

// By the inverse of the distribution function, so that one uniform number makes one normal number.
function truncatedNormal(u: Tensor, d: Extract<Distribution, { kind: 'normal' }>): Tensor {
  const share = (x: number) => normalShare((x - d.mean) / d.deviation);
  const [low, high] = [share(d.from), share(d.to)];
  const quantile = add(mul(u, high - low), low);
  const drawn = mul(erfinv(add(mul(quantile, 2), -1)), d.deviation * Math.SQRT2);
  return clamp(add(drawn, d.mean), d.from, d.to);
}

function chosen(
  builder: GraphBuilder,
  stateNamed: StateNamed,
  name: string,
  u: Tensor,
  options: readonly Distribution[],
  levelOf: LevelOf,
): Tensor {
  const index = cast(minimum(floor(mul(u, options.length)), options.length - 1), 'int32');
  const constants = options.flatMap((option) => (option.kind === 'constant' ? [option.value] : []));
  if (constants.length === options.length) return gather(builder.current.constant(float32s(constants)), index);
  const branches = options.map((option, i) => () => [drawNumber(builder, stateNamed, `${name}/${i}`, option, levelOf)]);
  return switchCase(index, branches)[0] ?? bug('a choice without options');
}

function clamp(x: Tensor, from: number, to: number): Tensor {
  return minimum(maximum(x, from), to);
}

/** The share of a standard normal distribution below z (Abramowitz and Stegun 7.1.26, error under 1.5e-7). */
function normalShare(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-x * x);
  return z < 0 ? tail / 2 : 1 - tail / 2;
}
