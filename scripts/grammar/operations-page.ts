// docs/operations.md: every operation by kind, and the settings of the sections.
import type { OperationKind } from '../../src/ops/core/kinds.ts';
import {
  type InputEntry,
  listOperations,
  listSettings,
  type OperationEntry,
  type ParameterEntry,
} from './operation-reference.ts';

interface Chapter {
  readonly title: string;
  readonly intro: string;
}

const chapters: { readonly [K in OperationKind]: Chapter } = {
  layer: {
    title: 'Layers',
    intro:
      'Parts of a `network`. Values are height x width x channels; a layer stands behind `->` or takes its values in brackets. A tensor of one channel, or of one pixel, fits beside a larger one in arithmetic.',
  },
  augmentation: {
    title: 'Augmentations',
    intro:
      'Steps of `augment`, one sample at a time. Numbers may be drawn: `a..b`, `log_uniform(a..b)`, `a | b`, `gaussian(m, s) in a..b`, `gamma(shape, scale) in a..b`. `maybe(50%) step` takes a step by chance. Each picture shows what the step of the example makes of the image on the left; where it makes an anomaly, five draws with their masks below.',
  },
  shape: {
    title: 'Shapes',
    intro:
      'Outlines of synthetic anomalies, for `paste`; `a | b` is one of several. Each picture shows five draws of the example, and their masks below.',
  },
  loss: {
    title: 'Losses',
    intro:
      'Terms of `loss`: `name = weight * loss(…)`. A weight is a number, a schedule, or a product of them. `loss(…) on normal` and `on synthetic` look at some of the samples. Each gives one number a sample, of which the mean is minimised.',
  },
  adversarial: {
    title: 'Adversarial losses',
    intro:
      'Two networks against each other, in one line of `loss`: the discriminator learns to tell `real` from `fake`, the networks that made `fake` to be taken for real. The weight is that of the latter.',
  },
  optimizer: {
    title: 'Optimisers',
    intro: 'For `optimizer` in `train`, or `optimizer.NETWORK` for one network. `rate` is a number or a schedule.',
  },
  schedule: {
    title: 'Schedules',
    intro:
      'A number for each step of training: for the rate of an optimiser, or as the weight of a loss. A plain number is constant; `linear(1e-3, end: 1e-3, warmup: 5%)` warms up to a constant.',
  },
  start: {
    title: 'Starts',
    intro:
      'For `start.NETWORK` in `train`: where the weights of a network come from. Without it they are drawn. Checked against PyTorch, with the real weights of both encoders (fixtures).',
  },
  keep: {
    title: 'What is kept',
    intro:
      'For `keep` in `train`; without it, the last weights are kept. What a run does with it: [language.md](language.md#training-and-evaluation). Checked by runs that are stopped, killed and resumed.',
  },
  source: {
    title: 'Data sources',
    intro: 'For `source` in `data`. See [data.md](data.md) for what a folder looks like.',
  },
  score: { title: 'Scores', intro: 'For `score` in `evaluate`: one number for an image.' },
  threshold: {
    title: 'Threshold rules',
    intro:
      'For `threshold` and `image_threshold` in `evaluate`. None looks at test labels: `on holdout` are normal images that were not trained on, `on synthetic` those with synthetic anomalies, `on validation` labelled ones of your own. Checked against NumPy (fixtures), and by hand.',
  },
  cleaning: {
    title: 'Cleaning of masks',
    intro:
      'For `clean_up` in `evaluate`: a chain, or a list, of what is done to the predicted mask. It decides `iou` and `f1`, the outlines of overlays and what `predict` calls regions, and nothing else: not the maps, the figures of rankings, the best ones, scores or the finished model. Lengths are in pixels of the pipeline’s image, and grow with an image that is larger. Checked against SciPy (fixtures).',
  },
  metric: {
    title: 'Metrics',
    intro:
      'For `report` in `evaluate`. Checked against scikit-learn, two implementations of AUPRO, and one of AUPIMO (fixtures).',
  },
};

const head = `<!-- Made by scripts/grammar.js from the table of operations: change that, and run it. -->
# Operations

What a pipeline can say. Each operation names its source: the paper (of AnoSeg), another publication, \`standard\` where
every textbook has it, or our choice; and what its tests compare it with. \`anoseg explain PIPELINE NAME\` shows the same in a terminal, an editor when the pointer rests on
a name; [operations.json](../grammar/operations.json) is this page as data.
`;

export function operationsPage(): string {
  const all = listOperations();
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  const contents = kinds.map((kind) => {
    const links = all.filter((entry) => entry.kind === kind).map((entry) => `[${entry.name}](#${anchorOf(entry)})`);
    return `- **${chapters[kind].title}**: ${links.join(', ')}`;
  });
  const body = kinds.flatMap((kind) => {
    const { title, intro } = chapters[kind];
    const entries = all.filter((entry) => entry.kind === kind);
    return [`## ${title}`, intro, ...entries.map((entry) => entryText(entry))];
  });
  return `${[head, contents.join('\n'), ...body, settingsText()].join('\n\n')}\n`;
}

// Drawn by scripts/pictures.js.
function pictureOf({ kind, name }: OperationEntry): string {
  return `pictures/${kind}-${name}.webp`;
}

function anchorOf({ kind, name }: OperationEntry): string {
  return `${kind}-${name}`;
}

function entryText(entry: OperationEntry): string {
  const { name, signature, doc, operator, example, source, checked_against } = entry;
  const rows = [...entry.inputs.map(inputRow), ...entry.parameters.map(parameterRow)];
  return [
    `### <a id="${anchorOf(entry)}"></a>${name}`,
    code(operator === undefined ? signature : operator === '-' && entry.inputs.length === 1 ? '-x' : `a ${operator} b`),
    doc,
    ...(rows.length === 0 ? [] : [table(rows)]),
    fence(example),
    ...(entry.kind === 'augmentation' || entry.kind === 'shape' ? [`![${name}](${pictureOf(entry)})`] : []),
    `Source: ${source}.${checked_against === undefined ? '' : ` Checked against: ${checked_against}.`}`,
  ].join('\n\n');
}

function settingsText(): string {
  const sections = Object.entries(listSettings()).map(
    ([name, settings]) => `### ${name}\n\n${table(settings.map(parameterRow))}`,
  );
  return ['## Settings of `data`, `train` and `evaluate`', ...sections].join('\n\n');
}

function inputRow({ name, takes, doc }: InputEntry): readonly string[] {
  return [code(name), takes, '', doc];
}

function parameterRow({ name, takes, range, random, doc, ...rest }: ParameterEntry): readonly string[] {
  const value = [takes, ...(range === undefined ? [] : [range]), ...(random ? ['may be drawn'] : [])].join('; ');
  return [code(name), value, standardOf(rest), doc];
}

// Of lengths that go with the image there are two.
function standardOf({
  default: standard,
  default_least: least,
}: Pick<ParameterEntry, 'default' | 'default_least'>): string {
  if (standard === undefined) return 'required';
  return least === undefined
    ? code(standard)
    : `${code(standard)} of 256 pixels, in proportion; at least ${code(least)}`;
}

function table(rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(['', 'takes', 'default', '']), '|---|---|---|---|', ...rows.map(line)].join('\n');
}

function fence(text: string): string {
  return `\`\`\`anoseg\n${text}\n\`\`\``;
}

function code(text: string): string {
  return `\`${text}\``;
}
