// The settings of the sections `data`, `train`, `evaluate` and `experiment`: the same types as operations have, so
// that reading, documentation, completion and the schema come from one table.
import type { OperationCall, TensorValue } from '../../ops/core/call.ts';
import {
  accept,
  count,
  listOf,
  makeRead,
  number,
  operation,
  type ReadType,
  refuse,
  share,
  text,
  word,
} from '../../ops/core/parameter.ts';
import { showCall } from '../../ops/core/setting.ts';
import { type Adjustment, formatNumber, type Value } from '../../ops/core/value.ts';
import { operationOf } from '../../ops/table.ts';
import { showKeep } from '../model/kept-weights.ts';
import { region } from '../model/region.ts';
import type { experimentPartNames } from '../syntax/ast.ts';

interface ImageForm {
  readonly height: number;
  readonly width: number;
  readonly range: readonly [number, number];
}

/** Larger images are cut into tiles, or are a slip of the pen. */
const maximumSide = 16_384;

const image: ReadType<ImageForm> = makeRead<ImageForm>(
  {
    label: 'a size such as `256 x 256 in -1..1`',
    doc: 'height x width of the images that the networks see, and what black and white become',
    schema: 'text',
    show: ({ height, width, range: [low, high] }) => `${height} x ${width} in ${low}..${high}`,
  },
  (value) => {
    if (value.kind !== 'size') return refuse(squareHint(value));
    const range = value.range ?? ([-1, 1] as const);
    const known = (range[0] === -1 || range[0] === 0) && range[1] === 1;
    if (!known) return refuse('the range is `-1..1` or `0..1`');
    if (Math.max(value.height, value.width) > maximumSide)
      return { ok: false, refusal: { code: 'out-of-range', range: `at most ${maximumSide} x ${maximumSide}` } };
    return accept({ height: value.height, width: value.width, range });
  },
);

function squareHint(value: Value): string | undefined {
  if (value.kind !== 'number' || !(value.value >= 1) || !Number.isInteger(value.value)) return undefined;
  return `height x width: \`${value.value} x ${value.value}\``;
}

const oneSource = operation('source', { label: 'a data source such as `mvtec("bottle")`', doc: '' });

const source = makeRead<readonly OperationCall[]>(
  {
    label: oneSource.label,
    doc: 'where the images come from; of a list of sources each is a category: `[mvtec("bottle"), mvtec("cable")]`',
    schema: oneSource.schema,
    takes: oneSource.takes,
    show: (calls) => (calls.length === 1 ? calls.map(showCall).join() : `[${calls.map(showCall).join(', ')}]`),
  },
  (value, context) => {
    if (value.kind !== 'list') {
      if (value.kind === 'tuple') return refuse('several sources are a list, in square brackets');
      const reading = oneSource.read(value, context);
      return reading.ok ? accept([reading.value]) : reading;
    }
    if (value.items.length === 0) return refuse('a list has one source at least: `[mvtec("bottle"), mvtec("cable")]`');
    const read: OperationCall[] = [];
    for (const [item, one] of value.items.entries()) {
      const reading = oneSource.read(one, context);
      if (!reading.ok) return { ok: false, refusal: { ...reading.refusal, item } };
      read.push(reading.value);
    }
    return accept(read);
  },
);

/** Undefined: the ground truth's own size. */
const resolution = makeRead<{ readonly height: number; readonly width: number } | undefined>(
  {
    label: '`ground_truth` or a size such as `256 x 256`',
    doc: "the size at which maps and ground truth are compared: the ground truth's own, or height x width",
    schema: 'text',
    words: ['ground_truth'],
    defaultText: 'ground_truth',
    show: (size) => (size === undefined ? 'ground_truth' : `${size.height} x ${size.width}`),
  },
  (value) => {
    if (value.kind === 'word' && value.value === 'ground_truth') return accept(undefined);
    if (value.kind !== 'size' || value.range !== undefined) return refuse();
    const { height, width } = value;
    if (Math.max(height, width) > maximumSide)
      return { ok: false, refusal: { code: 'out-of-range', range: `at most ${maximumSide} x ${maximumSide}` } };
    return accept({ height, width });
  },
);

const batch = makeRead<{ readonly normal: number; readonly synthetic: number }>(
  {
    label: 'a number of samples such as `4 normal + 4 synthetic`',
    doc: 'samples of each kind in a step; every one is drawn on its own',
    schema: 'text',
    show: ({ normal, synthetic }) =>
      [normal > 0 ? [`${normal} normal`] : [], synthetic > 0 ? [`${synthetic} synthetic`] : []].flat().join(' + '),
  },
  (value) => {
    if (value.kind === 'samples' && value.normal + value.synthetic > 0) return accept(value);
    const count =
      value.kind === 'number' && value.value >= 2 && Number.isInteger(value.value) ? value.value : undefined;
    if (count === undefined) return refuse();
    const synthetic = Math.floor(count / 2);
    const instead = `${count - synthetic} normal + ${synthetic} synthetic`;
    return refuse(`say of which kind: \`${instead}\``, instead);
  },
);

const mapValue = makeRead<TensorValue>(
  {
    label: 'a value of a network',
    doc: 'the anomaly map: height x width x 1, from 0 (normal) to 1 (anomalous)',
    schema: 'text',
    defaultText: 'map',
    show: ({ reference }) => (reference.from === 'network' ? `${reference.network}.${reference.value}` : ''),
  },
  (value) => (value.kind === 'tensor' ? accept(value) : refuse()),
);

/** A threshold rule as it is written: `on` may say anything. */
export interface WrittenThreshold {
  readonly call: OperationCall;
  /** Undefined where nothing is written and the rule looks at no image. */
  readonly on: string | undefined;
  readonly adjustment?: Adjustment;
}

function thresholdRule(doc: string, defaultText: string): ReadType<WrittenThreshold> {
  return makeRead<WrittenThreshold>(
    {
      label: 'a threshold rule such as `quantile(map, 99.5%) on holdout`',
      doc,
      schema: 'operation',
      takes: 'threshold',
      defaultText,
      show: showThreshold,
    },
    (value) => {
      if (value.kind !== 'call') return refuse();
      const rule = operationOf(value.call);
      // A metric is no rule either, but what is wrong with it is that it looks at labels.
      if (rule.kind === 'metric') return accept({ call: value.call, on: value.on });
      if (rule.kind !== 'threshold') return refuse();
      const { call, on = rule.subsets[0], adjustment } = value;
      return accept({ call, on, ...(adjustment === undefined ? {} : { adjustment }) });
    },
  );
}

/** `quantile(share: 99.5%) * 1.2 on holdout` */
export function showThreshold({ call, on, adjustment: { factor, offset } = unadjusted }: WrittenThreshold): string {
  const number = (value: number) => formatNumber(value, 'none');
  const times = factor === 1 ? '' : ` * ${number(factor)}`;
  const plus = offset === 0 ? '' : ` ${offset < 0 ? '-' : '+'} ${number(Math.abs(offset))}`;
  return `${showCall(call)}${times}${plus}${on === undefined ? '' : ` on ${on}`}`;
}

const unadjusted: Adjustment = { factor: 1, offset: 0 };

/** What `keep` says as it is written: undefined for `last`; `on` may say anything. */
export interface WrittenKeep {
  readonly call: OperationCall;
  readonly on: string | undefined;
}

const keep = makeRead<WrittenKeep | undefined>(
  {
    label: '`last`, or a rule such as `best(pixel_ap, every: 500) on synthetic`',
    doc: 'the weights that are exported: `last`, those after the last step, or `best`, those with the highest figure on damaged held-out images',
    schema: 'operation',
    takes: 'keep',
    words: ['last'],
    defaultText: 'last',
    show: (rule) => (rule === undefined ? 'last' : showKeep(rule.call)),
  },
  (value) => {
    if ((value.kind === 'word' || value.kind === 'text') && value.value === 'last') return accept(undefined);
    if (value.kind !== 'call' || value.call.kind !== 'keep') return refuse();
    return accept({ call: value.call, on: value.on });
  },
);

const start = makeRead<OperationCall | undefined>(
  {
    label: '`drawn`, or where weights come from, such as `pretrained("efficientnet_lite0")`',
    doc: 'how weights start: `drawn` at random, as each layer and `initial_deviation` say, or from a file; `start.NETWORK = …` for one network',
    schema: 'operation',
    takes: 'start',
    words: ['drawn'],
    defaultText: 'drawn',
    show: (call) => (call === undefined ? 'drawn' : showCall(call)),
  },
  (value) => {
    if ((value.kind === 'word' || value.kind === 'text') && value.value === 'drawn') return accept(undefined);
    return value.kind === 'call' && value.call.kind === 'start' ? accept(value.call) : refuse();
  },
);

/** What of a network stays as it is, or the phase in which all of it does. */
export type Frozen = string | OperationCall;

/** `values`: those of the network that is frozen. */
function frozenSetting(values: readonly string[]): ReadType<Frozen> {
  const words = ['none', 'all', ...values];
  return makeRead<Frozen>(
    {
      label: [...words.map((option) => `\`${option}\``), '`phase(from: 20%)`'].join(' or '),
      doc: 'what of a network stays as it is: nothing in it learns, norms use their running averages, nothing is dropped; `frozen.NETWORK = all`, a value of the network for what that is made of, or `phase(…)`, while which all of it rests',
      schema: 'operation',
      takes: 'schedule',
      words,
      defaultText: 'none',
      show: (frozen) => (typeof frozen === 'string' ? frozen : showCall(frozen)),
    },
    (value) => {
      if (value.kind === 'call' && value.call.name === 'phase') return accept(value.call);
      const found = words.find((option) => (value.kind === 'word' || value.kind === 'text') && option === value.value);
      return found === undefined ? refuse() : accept(found);
    },
  );
}

export const dataSettings = {
  source,
  image,
  channels: count({ default: 3, max: 3, doc: 'colour channels: 3, or 1 for grey images' }),
  holdout: share({
    default: 0.1,
    max: 0.9,
    doc: 'share of the normal training images that is kept apart for the thresholds',
  }),
  foreground: text({
    default: '',
    doc: 'folder with a mask of the object for each training image, by its name; `foreground` in `augment` is that mask',
  }),
  fit: word(['resize', 'letterbox', 'crop'], {
    default: 'resize',
    doc: 'how an image of another aspect comes to the size',
  }),
  region,
  on_corrupt: word(['fail', 'skip'], {
    default: 'fail',
    doc: 'what happens to images that cannot be read: all are told before training; `skip` leaves them out and records them',
  }),
} as const;

export const trainSettings = {
  optimizer: operation('optimizer', {
    label: 'an optimiser such as `adam(rate: 2e-4)`',
    doc: 'how weights follow gradients; `optimizer.NETWORK = …` gives one network its own',
  }),
  start,
  frozen: frozenSetting([]),
  batch,
  steps: count({ doc: 'training steps' }),
  seed: count({ default: 1, min: 0, doc: 'every random draw comes from it' }),
  clip_value: number({
    default: 0,
    min: 0,
    doc: 'gradients are cut off at this absolute value; 0 for never; `clip_value.NETWORK = …` for one network',
  }),
  clip_norm: number({
    default: 0,
    min: 0,
    doc: 'the gradients of a network are scaled down to this norm; 0 for never; `clip_norm.NETWORK = …` for one network',
  }),
  ema_decay: share({
    default: 0,
    max: 0.99999,
    doc: 'the finished model has an exponential moving average of the weights, of which this much stays at each step; 0% for the last weights',
  }),
  accumulate: count({
    default: 1,
    max: 1000,
    doc: 'batches in each update: their gradients are averaged, which is like one batch of so many times the size, in the memory of one',
  }),
  keep,
  updates: count({ default: 1, doc: 'updates in each step; `updates.discriminator = 2` for one network' }),
  log_every: count({
    default: 10,
    doc: 'the losses are written down at the first and the last step and every so many',
  }),
  initial_deviation: number({
    default: 0.02,
    above: 0,
    doc: 'standard deviation of the weights at the start, normally distributed around 0',
  }),
} as const;

/** Settings that a dotted name gives to one network: how each is read, by the names of the network's values. */
export const networkSettings = {
  optimizer: () => trainSettings.optimizer,
  start: () => trainSettings.start,
  frozen: frozenSetting,
  updates: () => trainSettings.updates,
  clip_value: () => trainSettings.clip_value,
  clip_norm: () => trainSettings.clip_norm,
} as const;

/** Their names. */
export const perNetwork: readonly string[] = Object.keys(networkSettings);

/** What settings were called in earlier releases. */
export const formerSettings: { readonly [section: string]: Readonly<Record<string, string>> } = {
  train: { average: 'ema_decay', log: 'log_every', weights: 'initial_deviation' },
};

const oneScore = operation('score', {
  label: 'a score such as `top_mean(map, pixels: 100)`',
  defaultText: 'top_mean(map, pixels: 100)',
  doc: 'one number for an image, from its anomaly map or from another value of a network',
});

const score: typeof oneScore = {
  ...oneScore,
  read: (value, context) =>
    value.kind === 'tensor'
      ? refuse('values are computed inside a score, which makes one number of them: `max(0.5 * map + 0.5 * verdict)`')
      : oneScore.read(value, context),
};

export const evaluateSettings = {
  map: mapValue,
  score,
  threshold: thresholdRule('the limit between normal and anomalous pixels', 'quantile(map, 99.5%) on holdout'),
  image_threshold: thresholdRule(
    'the limit between normal and anomalous images, on their scores',
    'quantile(map, 95%) on holdout',
  ),
  test_time: listOf(word(['horizontal', 'vertical', 'both'], { doc: '' }), {
    default: [],
    doc: 'flips of the image whose maps are averaged with that of the image itself, such as `[horizontal, vertical]`',
  }),
  clean_up: listOf(operation('cleaning', { label: 'a step such as `closing(3px)`', doc: '' }), {
    default: [],
    doc: 'what is done to the predicted mask before `iou`, `f1`, outlines and regions: `closing(3px) -> fill_holes()`',
  }),
  resolution,
  report: listOf(operation('metric', { label: 'a metric such as `pixel_auroc`', doc: '' }), {
    defaultText: '[image_auroc, pixel_auroc, pixel_ap, aupro, iou, f1]',
    doc: 'the figures of the evaluation, in this order',
  }),
} as const;

export const experimentSettings = {
  pipeline: text({ doc: 'the file of the pipeline, from the folder of this one: `"claims.anoseg"`' }),
  looked_at: text({
    default: '',
    doc: 'which data were looked at to choose what is compared, in a sentence; it stands beside every table',
  }),
} as const;

/** What stands before the dot and the name of a parameter. */
export const experimentParts = {
  compare: 'the values are variants, which are compared with each other: `compare.adversarial = [true, false]`',
  each: 'one of everything for each value: `each.category = all`, `each.size = [64, 128]`',
  repeat: 'the values are draws of the same, as seeds are: `repeat.seed = 1..5`',
  set: 'one value for all runs: `set.steps = 600`',
} as const satisfies Readonly<Record<(typeof experimentPartNames)[number], string>>;

/** The words of an experiment that are no settings. */
export const experimentWords = {
  ...experimentParts,
  all: 'every category that lies in the folder of data, or that `sample` draws: `each.category = all`',
} as const;

/** Value kinds of the settings of each section that has a fixed set of keys. */
export const sectionSettings = {
  data: dataSettings,
  train: trainSettings,
  evaluate: evaluateSettings,
  experiment: experimentSettings,
} as const;
