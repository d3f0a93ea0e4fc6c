// What other tools call the operations and settings of the language. Only where both do the same: a name that is offered
// must be right.

const operations: Readonly<Record<string, string>> = {
  cat: 'concat',
  concatenate: 'concat',
  conv1d: 'conv',
  conv2d: 'conv',
  conv3d: 'conv',
  convolution2d: 'conv',
  separableconv2d: 'depthwise_conv',
  depthwiseconv2d: 'depthwise_conv',
  convtranspose2d: 'deconv',
  conv2dtranspose: 'deconv',
  conv_transpose: 'deconv',
  conv_transpose2d: 'deconv',
  transposed_conv: 'deconv',
  linear: 'dense',
  fc: 'dense',
  fully_connected: 'dense',
  leakyrelu: 'leaky_relu',
  lrelu: 'leaky_relu',
  swish: 'silu',
  batchnorm: 'batch_norm',
  batchnorm2d: 'batch_norm',
  batch_norm2d: 'batch_norm',
  batchnormalization: 'batch_norm',
  instancenorm2d: 'instance_norm',
  layernorm: 'layer_norm',
  layernormalization: 'layer_norm',
  groupnorm: 'group_norm',
  maxpool: 'max_pool',
  maxpool2d: 'max_pool',
  max_pool2d: 'max_pool',
  maxpooling2d: 'max_pool',
  avgpool: 'average_pool',
  avgpool2d: 'average_pool',
  avg_pool: 'average_pool',
  avg_pool2d: 'average_pool',
  averagepooling2d: 'average_pool',
  interpolate: 'resize',
  upsampling2d: 'upsample',
  detach: 'stop_gradient',
  absolute: 'abs',
  clamp: 'clip',
  bceloss: 'bce',
  binary_cross_entropy: 'bce',
  binary_crossentropy: 'bce',
  cross_entropy: 'bce',
  crossentropy: 'bce',
  mse: 'l2',
  mseloss: 'l2',
  mse_loss: 'l2',
  mean_squared_error: 'l2',
  mae: 'l1',
  l1loss: 'l1',
  l1_loss: 'l1',
  mean_absolute_error: 'l1',
  smoothl1: 'smooth_l1',
  smoothl1loss: 'smooth_l1',
  huber: 'smooth_l1',
  dice_loss: 'dice',
  diceloss: 'dice',
  focalloss: 'focal',
  focal_loss: 'focal',
  ssim_loss: 'ssim',
  tv: 'total_variation',
  tv_loss: 'total_variation',
  colorjitter: 'jitter',
  color_jitter: 'jitter',
  gaussianblur: 'blur',
  gaussian_blur: 'blur',
  rot: 'rotate',
  rotation: 'rotate',
  randomrotation: 'rotate',
  translate: 'shift',
  zoom: 'scale',
  elastic: 'warp',
  dropout2d: 'dropout',
};

const settings: Readonly<Record<string, readonly string[]>> = {
  kernel_size: ['kernel'],
  ksize: ['kernel'],
  filter_size: ['kernel'],
  window_size: ['window', 'kernel'],
  pool_size: ['window'],
  k: ['kernel'],
  filters: ['channels'],
  out_channels: ['channels'],
  num_filters: ['channels'],
  features: ['channels'],
  out_features: ['channels'],
  units: ['channels'],
  strides: ['stride'],
  dilation_rate: ['dilation'],
  use_bias: ['bias'],
  padding_mode: ['border'],
  negative_slope: ['slope'],
  alpha: ['slope'],
  num_groups: ['groups'],
  scale_factor: ['factor'],
  eps: ['epsilon'],
  lr: ['rate'],
  learning_rate: ['rate'],
  weight_decay: ['decay'],
  p: ['rate'],
  std: ['deviation'],
  sigma: ['deviation'],
  degrees: ['angle'],
};

const leftOut: Readonly<Record<string, string>> = {
  in_channels: 'the channels of the input are known',
  in_features: 'the channels of the input are known',
  input_channels: 'the channels of the input are known',
  input_shape: 'the shape of the input is known',
  input_dim: 'the shape of the input is known',
  padding: 'borders are padded so that the stride alone shrinks the sides',
  activation: 'an activation is a step of its own: `-> relu`',
  name: 'a name is given by `=`',
  dtype: 'all numbers are of one type',
  device: 'the device is chosen by the command',
  inplace: 'no value is changed in its place',
};

const keys: Readonly<Record<string, Readonly<Record<string, readonly [string, string]>>>> = {
  train: {
    epochs: ['steps', 'training is counted in steps'],
    epoch: ['steps', 'training is counted in steps'],
    iterations: ['steps', 'training is counted in steps'],
    max_steps: ['steps', 'training is counted in steps'],
    num_steps: ['steps', 'training is counted in steps'],
    batch_size: ['batch', 'it says how many samples of each kind: `2 normal + 2 synthetic`'],
    lr: ['optimizer', 'the rate stands there: `adam(rate: 1e-3)`'],
    learning_rate: ['optimizer', 'the rate stands there: `adam(rate: 1e-3)`'],
    optim: ['optimizer', 'such as `adam(rate: 1e-3)`'],
    random_seed: ['seed', 'every random draw comes from it'],
    gradient_clip: ['clip_norm', 'the largest norm of the gradient'],
    grad_clip: ['clip_norm', 'the largest norm of the gradient'],
  },
  data: {
    size: ['image', 'height x width: `256 x 256`'],
    image_size: ['image', 'height x width: `256 x 256`'],
    img_size: ['image', 'height x width: `256 x 256`'],
    resolution: ['image', 'height x width: `256 x 256`'],
    input_size: ['image', 'height x width: `256 x 256`'],
    path: ['source', 'such as `folder("parts")`'],
    root: ['source', 'such as `folder("parts")`'],
    dir: ['source', 'such as `folder("parts")`'],
    dataset: ['source', 'such as `mvtec("bottle")`'],
    val_split: ['holdout', 'a share of the good images'],
    validation: ['holdout', 'a share of the good images'],
  },
  evaluate: {
    metrics: ['report', 'a list of figures'],
    figures: ['report', 'a list of figures'],
  },
};

const sections: Readonly<Record<string, string>> = {
  dataset: 'data',
  datamodule: 'data',
  model: 'network',
  net: 'network',
  module: 'network',
  training: 'train',
  trainer: 'train',
  fit: 'train',
  test: 'evaluate',
  testing: 'evaluate',
  validation: 'evaluate',
  validate: 'evaluate',
  eval: 'evaluate',
  evaluation: 'evaluate',
  metrics: 'evaluate',
  losses: 'loss',
  criterion: 'loss',
  transform: 'augment',
  transforms: 'augment',
  augmentations: 'augment',
};

const values: Readonly<Record<string, string>> = {
  True: 'true',
  TRUE: 'true',
  yes: 'true',
  on: 'true',
  False: 'false',
  FALSE: 'false',
  no: 'false',
  off: 'false',
};

const nothing = /^(?:None|none|null|NULL|nil|undefined|NaN|nan|nothing|void)$/;

/** What a word of another language means: a word of this one, or what to do instead. */
export function foreignValue(name: string): { readonly text?: string; readonly hint: string } | undefined {
  const text = Object.hasOwn(values, name) ? values[name] : undefined;
  if (text !== undefined) return { text, hint: `write \`${text}\`` };
  return nothing.test(name) ? { hint: 'leave it out: what is not given has its default' } : undefined;
}

/** One of `names` that does what the name says elsewhere. */
export function foreignSetting(name: string, names: readonly string[]): string | undefined {
  const known = Object.hasOwn(settings, name) ? (settings[name] ?? []) : [];
  return known.find((one) => names.includes(one));
}

/** Why nothing of that name needs to be said. */
export function needlessSetting(name: string): string | undefined {
  const why = Object.hasOwn(leftOut, name) ? leftOut[name] : undefined;
  return why === undefined ? undefined : `leave it out: ${why}`;
}

/** The setting of a section, and what it says. */
export function foreignKey(section: string, name: string): readonly [key: string, hint: string] | undefined {
  const known = Object.hasOwn(keys, section) ? (keys[section] ?? {}) : {};
  return Object.hasOwn(known, name) ? known[name] : undefined;
}

export function foreignSection(name: string): string | undefined {
  return Object.hasOwn(sections, name) ? sections[name] : undefined;
}

/** By the name in small letters; undefined where there is none that does the same. */
export function foreignOperation(name: string): string | undefined {
  const small = name.toLowerCase();
  return Object.hasOwn(operations, small) ? operations[small] : undefined;
}
