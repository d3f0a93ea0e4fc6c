// Codes of losses: what they compare, what they weigh, and what they train.
import { entry } from './entry.ts';

export const lossEntries = {
  'untrained-loss': entry<{ name: string }>({
    severity: 'error',
    summary: ({ name }) => `the loss \`${name}\` trains nothing: no gradient reaches a weight`,
    about:
      'A loss trains the weights that its tensors depend on. This one depends on none, or only through `stop_gradient`. In an adversarial line what a network made may be stopped: the discriminator learns from it all the same.',
    wrong: 'pixel = l1(image, mask)',
    right: 'pixel = l1(map, mask)',
  }),
  'untrained-network': entry<{ name: string }>({
    severity: 'warning',
    summary: ({ name }) => `no loss trains the network \`${name}\``,
    about:
      'Losses or the evaluation use its values, but no gradient reaches its weights: it would stay as it was drawn at the start.',
    wrong: 'pixel = l1(stop_gradient(teacher.features), student.features)   // and nothing trains `teacher`',
    right: 'features = l1(teacher.features, image)',
  }),
  'target-learns': entry<{ loss: string }>({
    severity: 'warning',
    summary: ({ loss }) => `the target of \`${loss}\` learns`,
    about:
      'The first input of such a loss is what a network gives, the second what it should be. Swapped, the loss has another slope; and where both learn, the target runs towards the prediction. What is to stay as it is stands in `stop_gradient(…)`. Losses in which both sides count alike, such as `l1`, may be written either way.',
    wrong: 'pixel = bce(mask, map)',
    right: 'pixel = bce(map, mask)',
  }),
  'nothing-fixed': entry<{ loss: string }>({
    severity: 'warning',
    summary: ({ loss }) => `both sides of \`${loss}\` learn, and nothing else trains them: equal constants are best`,
    about:
      'Two values that learn from each other alone agree soonest on a constant. One of them stays (`stop_gradient`), or another loss compares one of their networks with something that does not learn.',
    wrong: 'features = l2(student.features, teacher.features)   // and no other loss trains either',
    right: 'features = l2(student.features, stop_gradient(teacher.features))',
  }),
  'moved-apart': entry<{ step: string; moved: string; other: string }>({
    severity: 'warning',
    summary: ({ step, moved, other }) => `${step} moves \`${moved}\` alone, which a loss compares with \`${other}\``,
    about:
      'A loss compares pixel by pixel what a network makes of `synthetic` with `image`. Turned, mirrored or shifted alone, they show other places, and the loss teaches a lie. `image = image -> …` in `augment` moves every sample, and the image that is compared with it.',
    wrong: 'synthetic, mask = image -> rotate(0deg..360deg) -> paste(donor, shape)   // and l1(reconstruction, image)',
    right: 'image = image -> rotate(0deg..360deg)\nsynthetic, mask = image -> paste(donor, shape)',
  }),
  'another-image': entry<Record<never, never>>({
    severity: 'warning',
    summary: () => '`synthetic` is made of another image than `image`, with which a loss compares it',
    about:
      'A loss compares pixel by pixel what a network makes of `synthetic` with `image`: they must be the same image, but for the anomaly.',
    wrong: 'synthetic, mask = other_image -> paste(image, shape)   // and l1(reconstruction, image)',
    right: 'synthetic, mask = image -> paste(other_image, shape)',
  }),
  'mask-left-behind': entry<{ step: string }>({
    severity: 'warning',
    summary: ({ step }) => `${step} moves \`synthetic\`, but not its mask`,
    about:
      'The mask marks places of the anomaly as it was made. Moved afterwards, the image has its anomaly elsewhere.',
    wrong: 'drawn, mask = image -> paste(donor, shape)\nsynthetic = drawn -> flip(horizontal)',
    right: 'image = image -> flip(horizontal)\nsynthetic, mask = image -> paste(donor, shape)',
  }),
  'loss-arithmetic': entry<Record<never, never>>({
    severity: 'error',
    summary: () => 'losses are added, and multiplied by weights',
    about: 'A line of `loss` is a sum of terms, each `weight * loss`.',
    wrong: 'pixel = bce(map, mask) * l1(map, mask)',
    right: 'pixel = 50 * bce(map, mask) + 10 * l1(map, mask)',
  }),
  'no-loss': entry<{ name: string }>({
    severity: 'error',
    summary: ({ name }) => `\`${name}\` is not a loss`,
    about: 'Each line of `loss` is a sum of weighted losses.',
    wrong: 'pixel = map',
    right: 'pixel = 50 * bce(map, mask)',
  }),
  'negative-weight': entry<{ weight: number }>({
    severity: 'error',
    summary: ({ weight }) => `the weight ${weight} is negative`,
    about: 'A negative weight would train towards the worst result. A weight of 0 switches a term off.',
    wrong: 'pixel = -50 * bce(map, mask)',
    right: 'pixel = 50 * bce(map, mask)',
  }),
  'term-off': entry<{ name: string }>({
    severity: 'note',
    summary: ({ name }) => `the weight of \`${name}\` is 0: it is left out, with the networks that only it uses`,
    about: 'A weight of 0 switches a term off. So an ablation is one `--set` away.',
    wrong: '(nothing is wrong)',
    right: 'adversarial = gan_weight * lsgan(discriminator, …)   // with --set gan_weight=0',
  }),
  'nothing-trained': entry<Record<never, never>>({
    severity: 'error',
    summary: () => 'all losses are switched off: nothing is left to train',
    about: 'At least one line of `loss` needs a weight above 0.',
    wrong: 'pixel = 0 * bce(map, mask)',
    right: 'pixel = 50 * bce(map, mask)',
  }),
  'not-restrictable': entry<Record<never, never>>({
    severity: 'error',
    summary: () => '`on` restricts losses, tensors for a discriminator, and threshold rules',
    about: 'Other values belong to every sample.',
    wrong: 'rate: 1e-3 on normal',
    right: '15 * l1(reconstruction, image) on normal',
  }),
  'subset-empty': entry<{ name: string; subset: string }>({
    severity: 'error',
    summary: ({ name, subset }) => `\`${name}\` is \`on ${subset}\`, but the batch has no ${subset} samples`,
    about: 'The batch says how many normal and how many synthetic samples a step sees.',
    wrong: 'batch = 8 normal   // and a term `on synthetic`',
    right: 'batch = 4 normal + 4 synthetic',
  }),
  'no-second-derivative': entry<{ operation: string; loss: string }>({
    severity: 'error',
    summary: ({ operation, loss }) => `\`${loss}\` needs second derivatives, which ${operation} does not have`,
    about:
      'The gradient penalty differentiates the gradient of the discriminator. Batch norm also mixes samples, which the penalty forbids: use `layer_norm` or `instance_norm`.',
    wrong: 'wgan_gp with a discriminator that has batch_norm',
    right: 'wgan_gp with a discriminator that has layer_norm',
  }),
} as const;
