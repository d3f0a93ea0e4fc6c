// What is known of how fast training is, as JSON Schemas: what `anoseg bench --json` prints (grammar/bench.schema.json is
// made from it), and what is kept in the cache.
const number = { type: 'number', minimum: 0 } as const;
const count = { type: 'integer', minimum: 0 } as const;
const text = { type: 'string' } as const;

const spread = (description: string) =>
  ({
    description,
    type: 'object',
    required: ['median', 'min', 'max'],
    properties: { median: number, min: number, max: number },
  }) as const;

export const bench = {
  title: 'anoseg bench --json',
  description: 'How fast training is on this machine. Keys may be added; none changes its meaning in 1.x.',
  type: 'object',
  required: [
    'format_version',
    'steps',
    'step_ms',
    'network_ms',
    'images_per_second',
    'peak_rss_mb',
    'engine',
    'threads',
    'training',
    'profile',
  ],
  properties: {
    format_version: text,
    steps: { ...count, description: 'Steps that were measured, of each kind.' },
    step_ms: spread('A training step, with all that is drawn for it; on the clock.'),
    network_ms: spread('The same step on a batch that is there already.'),
    step_cpu_ms: spread('What the processors spent on a step.'),
    network_cpu_ms: spread('What they spent on one without augmentation.'),
    images_per_second: { ...number, description: 'Samples of a batch, by the median of the step.' },
    peak_rss_mb: { ...number, description: 'Most memory of the process, in units of 1,000,000 bytes.' },
    engine: text,
    device: { enum: ['cpu', 'gpu'] },
    onednn: { type: ['boolean', 'null'], description: 'null where TensorFlow decides.' },
    threads: { type: 'integer', minimum: 1 },
    images: {
      type: 'object',
      required: ['count', 'from'],
      properties: {
        count: { ...count, description: 'Images that steps were measured with.' },
        from: { enum: ['data', 'drawn'], description: '`drawn`: the data set is not there.' },
      },
    },
    setup_ms: { ...number, description: 'From the request to the end of the first step.' },
    load: { ...number, description: 'Programs that wanted a processor in the minute before.' },
    cores: { type: 'integer', minimum: 1, description: 'Processors that there are.' },
    training: {
      description: 'The whole training, without reading images, saving, threshold and evaluation.',
      type: 'object',
      required: ['steps', 'seconds'],
      properties: { steps: count, seconds: number },
    },
    profile: {
      description:
        'What a step is made of, by the log of TensorFlow in steps of their own, one kernel after the other.',
      type: 'object',
      required: ['steps', 'step_ms', 'other_ms', 'operations'],
      properties: {
        steps: count,
        step_ms: { ...number, description: 'Of all kernels together.' },
        other_ms: { ...number, description: 'What belongs to no operation of the file.' },
        operations: {
          description: 'The ten most expensive, by their place in the file.',
          type: 'array',
          items: {
            type: 'object',
            required: ['name', 'operation', 'file', 'line', 'column', 'ms', 'share'],
            properties: {
              name: text,
              operation: text,
              file: text,
              line: { type: 'integer', minimum: 1 },
              column: { type: 'integer', minimum: 1 },
              ms: number,
              share: { ...number, maximum: 1 },
              forward_ms: number,
              backward_ms: number,
              update_ms: number,
            },
          },
        },
      },
    },
  },
} as const;

export const speeds = {
  title: 'speeds.json',
  description: 'How fast trainings were on this machine, the newest first.',
  type: 'object',
  required: ['speeds'],
  properties: {
    speeds: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pipeline', 'time', 'threads', 'device', 'multiply_adds', 'step_ms'],
        properties: {
          pipeline: text,
          time: { ...text, description: 'ISO 8601.' },
          threads: { type: 'integer', minimum: 1 },
          device: { enum: ['cpu', 'gpu'] },
          multiply_adds: { ...number, exclusiveMinimum: 0, description: 'Of a step, as `plan` counts them.' },
          step_ms: { ...number, exclusiveMinimum: 0 },
          steps: { type: 'integer', minimum: 0, description: 'How many were measured.' },
        },
      },
    },
  },
} as const;
