import { bug } from '../../diagnostics/outside-error.ts';
import { whileLoop } from '../../graph/ir/control-flow.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { broadcastTo } from '../../graph/primitives/broadcast-to.ts';
import { less } from '../../graph/primitives/less.ts';
import { logicalAnd } from '../../graph/primitives/logical-and.ts';
import { logicalOr } from '../../graph/primitives/logical-or.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { float, integer } from '../../graph/rules/primitive.ts';
import type { Distribution } from '../core/call.ts';
import { imageInput, isAnomaly } from '../core/inputs.ts';
import { chance } from '../core/moving.ts';
import { defineAugmentation } from '../core/operation.ts';
import { area, count, drawn, flag, range, shapes, share, word } from '../core/parameter.ts';
import type { SampleScope } from '../core/scopes.ts';
import { type PatchSettings, pastedPatch } from '../patches/patch.ts';
import { made } from '../pixels/window.ts';

export const paste = defineAugmentation({
  name: 'paste',
  doc: 'The donor shows through a random shape, or through several. The mask marks what can have changed: 1 where the donor shows at all (by half a level of 255 or more), 0 where every pixel is what it was.',
  provenance: 'CutPaste, Li et al. 2021; Poisson blending: Perez et al. 2003, NSA, Schlueter et al. 2022',
  example: 'synthetic, mask = image -> paste(donor, rectangle(area: 2%..15%)) -> relabel()',
  inputs: [
    { name: 'image', type: ['image', 'anomaly'], doc: 'what is pasted onto' },
    { name: 'donor', type: 'image', doc: 'what is seen through the shape; its chain is drawn anew for each patch' },
  ],
  parameters: {
    shape: shapes({ doc: 'the outline of the patch' }),
    opacity: drawn.share({ default: 1, doc: 'how much of the donor is seen' }),
    feather: drawn.length({ default: 0, max: 64, doc: 'standard deviation of a blur of the edge' }),
    blend: word(['alpha', 'additive', 'multiplicative', 'poisson', 'poisson_mixed'], {
      default: 'alpha',
      doc: 'how it is seen: mixed with the image, added to it as light, as a filter before it, or by its gradients alone (seamlessly; `poisson_mixed` takes the larger gradient of both)',
    }),
    from: word(['same', 'anywhere'], {
      default: 'same',
      doc: 'which part of the donor is seen: the one at the place of the patch, or any that fits under it',
    }),
    patches: range({
      default: [1, 1],
      unit: 'none',
      min: 1,
      max: 100,
      whole: true,
      doc: 'how many patches, at least and at most',
    }),
    another: chance({ default: 0.5, doc: 'the chance of each further patch' }),
    inside: area({ doc: 'where patches may be: everywhere, or on the object that a mask shows' }),
    overlap: share({
      default: 0.25,
      doc: 'share of a patch that lies on the object at least; another shape is drawn where it does not',
    }),
    tries: count({ default: 10, max: 1000, doc: 'how often a shape is drawn for that at most' }),
    cut: flag({ default: true, doc: 'what lies beside the object is left out' }),
  },
  result: 'anomaly',
  emit(scope, [base, given], { patches: [fewest, most], another, inside, ...settings }) {
    const image = imageInput(base);
    const before = isAnomaly(base) ? base : undefined;
    const object = inside.kind === 'mask' ? scope.value(inside.mask) : undefined;
    // What is moved about need not be made as a whole; else it is there already.
    const donor = settings.from === 'anywhere' ? scope.source(1) : made(imageInput(given));
    const first = most === 1 ? pastedPatch(scope, image, donor, object, settings) : undefined;
    const patch = first ?? severalPatches(scope, image, object, settings, { fewest, most, another });
    return {
      image: patch.image,
      mask: before ? maximum(before.mask, patch.mask) : patch.mask,
      original: before?.original ?? image,
      shapes: before ? add(before.shapes, patch.shapes) : patch.shapes,
      redraws: before?.redraws ?? integer(scope.builder, 0),
    };
  },
});

interface Count {
  readonly fewest: number;
  readonly most: number;
  readonly another: number | Distribution;
}

// One onto the other; the donor's chain, the shape and all settings are drawn anew for each.
function severalPatches(
  scope: SampleScope,
  image: Tensor,
  object: Tensor | undefined,
  settings: PatchSettings,
  { fewest, most, another }: Count,
) {
  const zero = integer(scope.builder, 0);
  const none = broadcastTo(float(scope.builder, 0), [scope.height, scope.width, 1]);
  const [, pasted = bug('no image'), mask = bug('no mask'), shapes = bug('no shapes')] = whileLoop(
    [zero, image, none, scope.noShapes()],
    ([done = bug('no count')]) => {
      const further = scope.repeated('patch', done, () => scope.chance('another', another));
      return logicalOr(less(done, fewest), logicalAnd(less(done, most), further));
    },
    ([done = bug('no count'), current = bug('no image'), marked = bug('no mask'), drawn = bug('no shapes')]) =>
      scope.repeated('patch', done, () => {
        const donor = settings.from === 'anywhere' ? scope.source(1) : made(imageInput(scope.fresh(1)));
        const patch = pastedPatch(scope, current, donor, object, settings);
        return [add(done, 1), patch.image, maximum(marked, patch.mask), add(drawn, patch.shapes)];
      }),
  );
  return { image: pasted, mask, shapes };
}
