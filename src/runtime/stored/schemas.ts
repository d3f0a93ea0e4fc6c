// The files that runs leave, as JSON Schemas: what they hold, and what a reader relies on. From them come the validators
// (validators.js) and, of those that others read too, the schemas in grammar/. Keys that a later release of the same major
// version adds are allowed everywhere.
import { MOST_THREADS } from '../../engine/machine-choices.ts';
import { bench, speeds } from './bench-schema.ts';

const text = { type: 'string' } as const;
const number = { type: 'number' } as const;
const numberOrNull = { type: ['number', 'null'] } as const;
const textOrNull = { type: ['string', 'null'] } as const;
const count = { type: 'integer', minimum: 0 } as const;
const texts = { type: 'array', items: text } as const;
/** Below a folder, `/` between: a stranger's file leads nowhere else. */
const pathBelow = {
  type: 'string',
  pattern: '^(?!\\.\\.?(?:/|$))[^/\\0]+(?:/(?!\\.\\.?(?:/|$))[^/\\0]+)*$',
} as const;
const version = { type: 'string', description: 'MAJOR.MINOR; a reader of 1.x takes every 1.y.' } as const;

const lock = {
  title: 'lock.json',
  description: 'Everything that decides what a run computes, so that somebody else can run it again.',
  type: 'object',
  required: [
    'format_version',
    'name',
    'anoseg',
    'pipeline',
    'parameters',
    'data',
    'seed',
    'steps',
    'threads',
    'device',
    'engine',
    'node',
    'cpu',
  ],
  properties: {
    format_version: version,
    identity: { ...text, description: 'SHA-256 of what decides the result; by it an edit is found. Since 1.2.' },
    sameness: {
      enum: ['bits', 'tolerance'],
      type: 'string',
      description:
        'What a second run gives. bits: the same bits with the same engine, CPU features, threads, device and libraries, else figures within the tolerance; tolerance: that everywhere. Since 1.2.',
    },
    name: { type: 'string', pattern: '^[^/\\0]*$', description: 'It becomes part of the name of a folder.' },
    anoseg: { ...text, description: 'The release that ran.' },
    command: { ...text, description: 'What the user wrote; absent in runs of older releases.' },
    pipeline: {
      type: 'object',
      required: ['digest', 'entry', 'sources'],
      properties: {
        digest: text,
        entry: text,
        sources: {
          type: 'array',
          items: {
            type: 'object',
            required: ['name', 'file', 'sha256'],
            properties: {
              name: text,
              file: { ...pathBelow, description: 'In the run folder.' },
              sha256: text,
              packages: {
                type: 'object',
                additionalProperties: text,
                description: 'What names of npm packages in it stand for: an `id`.',
              },
            },
          },
        },
        packages: {
          type: 'array',
          description: 'npm packages that files come from; absent where there are none.',
          items: {
            type: 'object',
            required: ['id', 'name', 'version', 'digest'],
            properties: {
              id: { ...text, description: '`name@version`, which the names of its files begin with behind `npm:`.' },
              name: text,
              version: text,
              digest: {
                ...text,
                description:
                  'Of the files that were used: SHA-256 of the lines `SHA256  PATH`, in the order of the paths.',
              },
            },
          },
        },
      },
    },
    parameters: { type: 'object', additionalProperties: text, description: 'What `--set` said.' },
    data: {
      type: 'object',
      required: ['digest', 'files', 'folder'],
      properties: {
        digest: text,
        files: count,
        folder: text,
        sources: {
          description: 'Of several sources each by itself.',
          type: 'array',
          items: {
            type: 'object',
            required: ['category', 'digest', 'files'],
            properties: { category: text, digest: text, files: count },
          },
        },
        skipped: {
          type: 'array',
          items: { type: 'object', required: ['image', 'reason'], properties: { image: text, reason: text } },
        },
      },
    },
    starts: {
      type: 'array',
      description: 'files that networks start from',
      items: {
        type: 'object',
        required: ['network', 'weights', 'file', 'digest'],
        properties: {
          network: { type: 'string' },
          weights: { type: 'string', description: 'as the pipeline names it' },
          file: { type: 'string' },
          digest: { type: 'string' },
        },
      },
    },
    seed: number,
    steps: count,
    threads: { type: 'integer', minimum: 1, maximum: MOST_THREADS },
    device: { type: 'string', enum: ['cpu', 'gpu'] },
    engine: {
      type: 'object',
      required: ['tensorflow', 'variant'],
      properties: {
        tensorflow: text,
        variant: text,
        onednn: { type: 'boolean' },
        variables: {
          type: 'object',
          additionalProperties: text,
          description: 'Of the environment, those that were set and change last digits. Since 1.2.',
        },
      },
    },
    libraries: {
      type: 'object',
      additionalProperties: text,
      description: 'Versions of what decodes images, and of the C library. Since 1.2.',
    },
    node: text,
    cpu: {
      type: 'object',
      required: ['model', 'architecture', 'features'],
      properties: { model: text, architecture: text, features: texts },
    },
    elsewhere: {
      description: 'Where the run went on with another machine: after which step, and what differed, before and after.',
      type: 'array',
      items: {
        type: 'object',
        required: ['step', 'machine'],
        properties: {
          step: count,
          machine: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name', 'before', 'after'],
              properties: { name: text, before: text, after: text },
            },
          },
        },
      },
    },
  },
} as const;

/** Null where a figure is not defined; absent in files of releases that did not know it. */
const figures = {
  images: count,
  image_auroc: numberOrNull,
  image_ap: numberOrNull,
  image_f1: numberOrNull,
  pixel_auroc: numberOrNull,
  pixel_ap: numberOrNull,
  aupro: numberOrNull,
  aupimo: numberOrNull,
  iou: numberOrNull,
  f1: numberOrNull,
  best_iou: numberOrNull,
  best_f1: numberOrNull,
  best_threshold: numberOrNull,
} as const;

const kinds = {
  type: 'object',
  additionalProperties: { type: 'object', required: ['images'], properties: figures },
} as const;

const { images: _, best_threshold: __, ...meanFigures } = figures;

const metrics = {
  title: 'metrics.json',
  description: 'The figures of a run, or of `anoseg evaluate`.',
  type: 'object',
  required: [
    'format_version',
    'images',
    'threshold',
    'threshold_from',
    'image_threshold',
    'image_threshold_from',
    'defects',
    'train',
  ],
  properties: {
    format_version: version,
    resolution: { description: '`ground-truth`, or [height, width].', type: ['string', 'array'], items: count },
    ...figures,
    threshold: numberOrNull,
    threshold_from: textOrNull,
    image_threshold: numberOrNull,
    image_threshold_from: textOrNull,
    clean_up: {
      description:
        'What was done to predicted masks, for `iou` and `f1`; lengths in pixels where the shorter side has `side`.',
      type: 'object',
      required: ['side', 'steps'],
      properties: {
        side: count,
        steps: {
          type: 'array',
          items: {
            type: 'object',
            required: ['name'],
            properties: { name: { type: 'string' } },
            additionalProperties: number,
          },
        },
      },
    },
    fpr_limit: number,
    doubts: { ...texts, description: 'Sentences that speak against the result.' },
    defects: kinds,
    categories: {
      description: 'Of several sources each from its own images alone; absent where there is one.',
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['images', 'defects'],
        properties: { ...figures, defects: kinds },
      },
    },
    mean: { description: 'Of each figure over the categories.', type: 'object', properties: meanFigures },
    train: {
      type: ['object', 'null'],
      required: ['steps', 'seconds', 'median_step_ms'],
      properties: {
        steps: count,
        seconds: number,
        median_step_ms: number,
        kept_step: { ...count, description: 'After which the exported weights stood, where `keep` is a rule.' },
        kept_metric: text,
        kept_value: { ...numberOrNull, description: 'On damaged held-out images.' },
        stopped_early: { type: 'boolean' },
      },
    },
  },
} as const;

/** Events of these names have these keys. */
function needs(events: readonly string[], required: readonly string[]) {
  return { anyOf: [{ properties: { event: { not: { enum: events } } } }, { required }] };
}

/** One line. What an event has beside these keys is its own. */
const event = {
  title: 'events.jsonl',
  description: 'A line of events.jsonl, and of `anoseg run --json`. Other events than those named may be added.',
  type: 'object',
  required: ['event'],
  properties: {
    time: { ...text, description: 'ISO 8601; in events.jsonl.' },
    event: {
      ...text,
      examples: ['start', 'stage', 'step', 'checkpoint', 'validation', 'kept', 'warning', 'stopped', 'failed', 'done'],
    },
    run: text,
    name: text,
    digest: text,
    stage: text,
    step: count,
    steps: count,
    from: count,
    losses: texts,
    loss: { type: 'object', additionalProperties: numberOrNull },
    step_ms: number,
    seconds_left: { ...number, description: 'Of training, in `progress`; these are printed, and not kept.' },
    path: text,
    metric: text,
    value: numberOrNull,
    best: { type: ['object', 'null'], required: ['step', 'value'], properties: { step: count, value: number } },
    code: text,
    message: text,
    lost: { type: 'boolean', description: 'Of a warning: something that was saved is gone.' },
    hint: text,
    exit: count,
    metrics: { type: 'object' },
  },
  allOf: [
    needs(['step', 'checkpoint', 'stopped'], ['step']),
    needs(['validation'], ['step', 'metric', 'value', 'best']),
    needs(['stage'], ['stage']),
    needs(['start'], ['name', 'steps', 'from']),
    needs(['failed'], ['message']),
    needs(['done'], ['run', 'metrics']),
  ],
} as const;

const sums = { type: 'object', additionalProperties: text } as const;

const experiment = {
  title: 'experiment.json',
  description:
    'An experiment: the pipeline, its parameters with their values, and the runs in the order in which they are done. What became of a run its own folder says.',
  type: 'object',
  required: [
    ...(['name', 'sources', 'file', 'set', 'data', 'threads', 'device', 'parameters'] as const),
    ...(['report', 'looked_at', 'runs'] as const),
  ],
  properties: {
    format_version: version,
    name: text,
    sources: {
      description: 'The pipeline with its imports, by name.',
      type: 'object',
      required: ['entry', 'files'],
      properties: { entry: text, files: sums },
    },
    file: { ...textOrNull, description: 'Where the pipeline lay.' },
    set: { ...sums, description: 'Parameters that are the same in all runs.' },
    data: { ...textOrNull, description: 'The folder of data; null where it is drawn.' },
    threads: numberOrNull,
    device: { enum: ['cpu', 'gpu', null] },
    parameters: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'role', 'values'],
        properties: {
          name: text,
          role: {
            description: 'Whether its values are variants to compare, or repeats such as seeds.',
            enum: ['compared', 'repeated', 'other'],
          },
          values: texts,
        },
      },
    },
    report: { ...texts, description: 'The figures to show, in this order.' },
    doc: { ...textOrNull, description: 'What the file says of itself; absent where it says nothing.' },
    looked_at: { ...textOrNull, description: 'Which data were looked at to choose what is compared.' },
    runs: {
      type: 'array',
      items: {
        type: 'object',
        required: ['folder', 'parameters', 'digest'],
        properties: {
          folder: { ...text, description: 'Of the run, below that of the experiment.' },
          parameters: sums,
          digest: { ...text, description: 'Of what the pipeline means with them.' },
        },
      },
    },
  },
} as const;

const state = {
  title: 'checkpoints/STEP/state.json',
  type: 'object',
  required: ['step'],
  properties: {
    format_version: version,
    run: { ...text, description: '`identity` of the lock; absent where that has none.' },
    digest: { ...text, description: 'SHA-256 of all else in it, as JSON with sorted keys. Since 1.2.' },
    step: count,
    files: { ...sums, description: 'SHA-256 of each file beside it; absent in those of earlier releases.' },
    keep: {
      description: 'Which weights were the best so far: those in kept/, where there are some.',
      type: 'object',
      required: ['measured', 'misses', 'best'],
      properties: {
        measured: { ...count, description: 'The step of the last measurement.' },
        misses: { ...count, description: 'Measurements since the best one.' },
        best: { type: ['object', 'null'], required: ['step', 'value'], properties: { step: count, value: number } },
      },
    },
  },
} as const;

const claim = {
  title: 'claim.json',
  description: 'Who works in a folder.',
  type: 'object',
  required: ['host', 'place', 'pid', 'started', 'token', 'leader', 'since', 'command'],
  properties: {
    host: text,
    place: text,
    pid: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    started: text,
    token: { type: 'string', pattern: '^[0-9a-f-]{36}$', description: 'It becomes part of a name.' },
    leader: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    since: text,
    command: text,
  },
} as const;

const predictions = {
  title: 'predictions.json',
  description: 'What `anoseg predict` left, as far as it reads it again.',
  type: 'object',
  required: ['command', 'images'],
  properties: {
    command: text,
    images: { type: 'array', items: { type: 'object', properties: { map: textOrNull, overlay: textOrNull } } },
  },
} as const;

const rows = {
  title: 'index.json of decoded pictures',
  type: 'object',
  required: ['file', 'contents', 'rows'],
  properties: {
    file: { type: 'string', pattern: '^pixels-[0-9a-f]+\\.raw$' },
    contents: texts,
    rows: texts,
  },
} as const;

const bundle = {
  title: 'bundle.json',
  description:
    'What a shared run holds: the SHA-256 of each file in it, and of maps and weights, which need not be in it.',
  type: 'object',
  required: ['format_version', 'files', 'maps', 'variables'],
  properties: { format_version: version, files: sums, maps: sums, variables: sums },
} as const;

const results = {
  title: 'results.json',
  description:
    'The SHA-256 of each file that a finished run found, by its name in the run folder, and the run by the identity in its lock.',
  type: 'object',
  required: ['format_version', 'run', 'files'],
  properties: { format_version: version, run: text, files: sums },
} as const;

export const schemas = {
  lock,
  metrics,
  event,
  experiment,
  state,
  claim,
  predictions,
  rows,
  speeds,
  bundle,
  results,
} as const;

/** Those that others read, by the name of their file in grammar/. */
export const published = { lock, metrics, events: event, bench } as const;
