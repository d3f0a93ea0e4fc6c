// The text of a starter pipeline: what `anoseg init` writes for a folder that it has looked at. Everything in it follows
// from the good images, counts and sizes; test masks are not looked at.
import type { Recognised } from '../../../api/data.ts';
import { quoted } from '../../../api/language.ts';
import { fromFeatures, fromScratch, type StarterNetworks } from './starter-networks.ts';

export interface StarterOptions {
  /** The path that the source is given, below the data folder. */
  readonly place: string;
  /** The folder that `--data` must name; undefined where it is the one that is looked in anyway. */
  readonly dataFolder: string | undefined;
  /** How the file will be called, for the command in its head. */
  readonly file: string;
  /** On features of a pretrained encoder, instead of a network that learns all from these images. */
  readonly pretrained: boolean;
}

/** A commented, valid pipeline. */
export function starterPipeline(found: Recognised, options: StarterOptions): string {
  const plan = planFor(found, options);
  const parts = options.pretrained ? fromFeatures() : fromScratch(found);
  return `anoseg 1

${head(found, options)}

${parts.uses}

${parameters(found, options, plan, parts)}
${dataSection(found, options, plan, parts)}
${augmentSection(found)}
${parts.networks}
${parts.loss}
${trainSection(plan, parts)}
${evaluateSection(found, parts)}`;
}

interface StarterPlan {
  readonly height: number;
  readonly width: number;
  readonly normal: number;
  readonly synthetic: number;
  /** Whole percent. */
  readonly holdout: number;
}

/** The area of 256 x 256 in the images' proportions, in steps of 32, and never larger than the images by more than one step. */
function planFor({ images, data }: Recognised, { pretrained }: StarterOptions): StarterPlan {
  const scale = Math.min(1, Math.sqrt((256 * 256) / (images.width * images.height)));
  // The kernels of the encoder want some pixels at a sixteenth of the sides.
  const least = pretrained ? 96 : 64;
  const side = (length: number) => Math.max(least, Math.round((length * scale) / 32) * 32);
  const count = data.train.length;
  // At least one image is held out, at least two remain.
  const holdout = Math.max(10, Math.ceil(100 / count));
  const remaining = count - Math.round((count * holdout) / 100);
  const batch = Math.min(8, remaining);
  return {
    height: side(images.height),
    width: side(images.width),
    normal: Math.floor(batch / 2),
    synthetic: Math.ceil(batch / 2),
    holdout,
  };
}

function head({ layout, data, images }: Recognised, { place, dataFolder, file }: StarterOptions): string {
  const kinds = [...new Set(data.test.map(({ defect }) => defect))].map(
    (kind) => `${data.test.filter(({ defect }) => defect === kind).length} ${oneLine(kind)}`,
  );
  const sizes = images.smallest === images.largest ? images.largest : `${images.smallest} to ${images.largest}`;
  return [
    `Made by \`anoseg init\` for ${oneLine(place)}.`,
    `Read as ${layout}: ${data.train.length} good images to train on; to test with ${kinds.length === 0 ? 'none' : kinds.join(', ')}.`,
    `Images of ${sizes}, ${images.isGrey ? 'grey' : 'in colour'}${images.hasOneAspect ? '' : ', of several proportions'}.`,
    ...(data.validation.length > 0
      ? [`${data.validation.length} labelled images for thresholds (\`on validation\`).`]
      : []),
    ...data.notes.map((note) => `Note: ${oneLine(note)}.`),
    ...images.broken.map((problem) => `Note: ${oneLine(problem)}.`),
    '',
    `Check it:  anoseg check --with-data ${file}${dataOption(dataFolder)}`,
    `Train:     anoseg run ${file}${dataOption(dataFolder)}`,
  ]
    .map((line) => `/// ${line}`.trimEnd())
    .join('\n');
}

function dataOption(folder: string | undefined): string {
  return folder === undefined ? '' : ` --data ${/^[\w./-]+$/.test(folder) ? folder : JSON.stringify(oneLine(folder))}`;
}

// A name may hold anything; a comment ends with its line.
function oneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}

function parameters(
  { categories, source }: Recognised,
  { place }: StarterOptions,
  plan: StarterPlan,
  { width, steps }: StarterNetworks,
): string {
  const own = hasCategories(source, categories)
    ? [`param category = ${quoted(place)}   // all of them: --each category=all (${categories.length} are there)`]
    : [];
  return [
    ...own,
    `param size  = ${plan.height}    // height of what the networks see; sides are multiples of 32`,
    width,
    steps,
    'param seed  = 1',
    '',
  ].join('\n');
}

function dataSection(
  { source, categories, images }: Recognised,
  { place }: StarterOptions,
  plan: StarterPlan,
  { needsColour }: StarterNetworks,
): string {
  const given = hasCategories(source, categories) ? 'category' : quoted(place);
  const width = plan.width === plan.height ? 'size' : `${plan.width}`;
  return [
    'data {',
    `  source   = ${source}(${given})`,
    `  image    = size x ${width} in -1..1`,
    ...(images.isGrey && !needsColour ? ['  channels = 1'] : []),
    `  holdout  = ${plan.holdout}%   // of the good images: thresholds come from these, never from test labels`,
    ...(images.hasOneAspect
      ? []
      : ['  fit      = letterbox   // the images differ in proportions: black bars instead of stretching']),
    ...(images.broken.length > 0 ? ['  on_corrupt = skip   // leaves out what cannot be read, and records it'] : []),
    '}',
    '',
  ].join('\n');
}

function augmentSection({ images }: Recognised): string {
  const jitter = images.isGrey
    ? 'jitter(brightness: 50%, contrast: 80%, saturation: 0%, hue: 0%)'
    : 'jitter(brightness: 50%, contrast: 80%, saturation: 30%, hue: 30%)';
  return `// Synthetic anomalies: patches of other images, changed, pasted in shapes of many sizes. Lengths are shares of the shorter side.
augment {
  donor = other_image
          -> maybe(50%) rotate(90deg | 180deg | 270deg)
          -> maybe(50%) ${jitter}
          -> shift()

  shape = rectangle(area: log_uniform(0.2%..8%), aspect: 0.3..3.3)
        | ellipse(area: log_uniform(0.1%..4%), aspect: 1..5)
        | scar(width: 1%..5%, length: 8%..35%, angle: -90deg..90deg)
        | perlin(cells: 2..16, threshold: 0.5)

  synthetic, mask = image
          -> paste(donor, shape, opacity: 40%..100%, feather: 0px..1px)
          -> relabel(difference: 4%, median: 3px)
}
`;
}

function trainSection({ normal, synthetic }: StarterPlan, { learning }: StarterNetworks): string {
  return `train {
${learning}
  batch                   = ${normal} normal + ${synthetic} synthetic
  steps                   = steps
  seed                    = seed
}
`;
}

function evaluateSection({ data }: Recognised, { threshold }: StarterNetworks): string {
  const isMarked =
    data.test.some(({ defect }) => defect !== 'good') && data.test.every(({ hasGroundTruth }) => hasGroundTruth);
  const pixels = isMarked ? ', pixel_auroc, pixel_ap, aupro(fpr: 30%), iou, f1' : '';
  return `evaluate {
  score     = top_mean(map, pixels: 100)
  threshold = ${threshold}
  report    = [image_auroc, image_ap${pixels}]${isMarked ? '' : '   // no masks, no pixel metrics'}
}
`;
}

function hasCategories(source: Recognised['source'], categories: readonly string[]): boolean {
  return source !== 'folder' && source !== 'kolektor' && categories.length > 1;
}
