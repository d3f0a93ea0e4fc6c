// `anoseg predict`: anomaly maps, overlays, outlines and scores for images that have no labels.
import { clean } from '../../../api/language.ts';
import { openStoredRun, type PredictEvent, type Predictions, type PredictRequest } from '../../../api/runs.ts';
import { requireModel } from '../../../api/share.ts';
import { failureText } from '../../../ui/text/failure-text.ts';
import { shellWord } from '../../../ui/text/format.ts';
import { cutStart } from '../../../ui/text/text.ts';
import { widthOf } from '../../../ui/view.ts';
import { type Opened, withUnpacked } from '../../shell/bundles.ts';
import { columns, foldedText } from '../../shell/columns.ts';
import { type ExitCode, exitCode } from '../../shell/exit-code.ts';
import { UsageError } from '../../shell/failure.ts';
import type { ProgressLine } from '../../shell/progress-line.ts';
import { showWork } from '../../shell/shown-work.ts';
import { printJson, type Terminal } from '../../shell/terminal.ts';
import { givenCategory } from './given-category.ts';
import { leftOutOf, listImages } from './image-arguments.ts';

export interface PredictOptions {
  readonly out: string;
  readonly threshold?: number;
  readonly imageThreshold?: number;
  /** A side in pixels; true where only `--tile` is said. */
  readonly tile?: number | true;
  readonly overlap?: number;
  readonly category?: string;
  /** False for `--no-overlays`. */
  readonly overlays: boolean;
  readonly threads?: number;
  readonly device?: 'cpu' | 'gpu';
}

export async function predictCommand(
  run: string,
  images: readonly string[],
  options: PredictOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (options.overlap !== undefined && options.tile === undefined)
    throw new UsageError('`--overlap` is about tiles', 'add `--tile`, or leave it out');
  return withUnpacked(run, (opened) => predictWith(opened, [run, images], options, terminal));
}

async function predictWith(
  { folder, isBundle, told }: Opened,
  [run, images]: readonly [string, readonly string[]],
  options: PredictOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const found = listImages(images);
  requireModel(run, folder);
  const stored = openStoredRun(folder);
  const request: PredictRequest = {
    run: folder,
    ...(isBundle && { bundle: run }),
    images: found,
    category: givenCategory(options.category, stored.model, run),
    out: options.out,
    threshold: options.threshold,
    imageThreshold: options.imageThreshold,
    tiling:
      options.tile === undefined
        ? undefined
        : { size: options.tile === true ? undefined : options.tile, overlap: options.overlap ?? 0.25 },
    overlays: options.overlays,
    threads: options.threads,
    device: options.device,
  };
  const story = new Story(request.images.length, leftOutOf(images), terminal);
  const end = await showWork(
    {
      service: 'predict',
      request,
      needsEngine: true,
      wish: { device: options.device, lockedDevice: stored.lock.device },
      take: (event, progress) => story.take(event, progress),
      told,
      stopping: 'stopping after this image',
      tell: () => story.tell(options.out),
    },
    terminal,
  );
  return end === exitCode.done && story.failed.length > 0 ? exitCode.outside : end;
}

/** What the engine has told so far. */
class Story {
  readonly images: Extract<PredictEvent, { event: 'image' }>[] = [];
  readonly failed: Extract<PredictEvent, { event: 'failed' }>[] = [];
  #imageThreshold: number | null = null;
  #predictions: Predictions | undefined;

  constructor(
    readonly total: number,
    /** Of folders that were named. */
    readonly leftOut: readonly string[],
    readonly terminal: Terminal,
  ) {}

  take(event: PredictEvent, progress: ProgressLine): void {
    switch (event.event) {
      case 'start':
        this.#imageThreshold = event.image_threshold;
        break;
      case 'tiles':
        progress.show(`${event.image}: tiles`, event.done, event.total);
        return;
      case 'image':
        this.images.push(event);
        break;
      case 'failed':
        this.failed.push(event);
        break;
      case 'done':
        this.#predictions = event.predictions;
        break;
    }
    progress.show('images', this.images.length + this.failed.length, this.total);
  }

  tell(out: string): void {
    const { json, quiet, stdout, stderr, paint } = this.terminal;
    const width = widthOf(stdout);
    if (json) {
      if (this.#predictions) printJson(this.terminal, { ...this.#predictions, out, warnings: this.leftOut });
      return;
    }
    if (!quiet) stdout.write(`${[...this.#table(width), ...this.#summary(out, width)].join('\n')}\n`);
    if (!quiet) for (const note of this.leftOut) stderr.write(`${paint.note('note')}: ${clean(note)}\n`);
    for (const { message } of this.failed)
      stderr.write(failureText({ message: clean(message), hint: '' }, paint, widthOf(stderr)));
    if (this.failed.length > 0) stderr.write(`${this.failed.length} of ${this.total} images could not be read\n`);
  }

  // The most anomalous ones; all of them are in scores.csv.
  #table(width: number): readonly string[] {
    const shown = this.images.toSorted((a, b) => b.score - a.score).slice(0, 20);
    // Of a path the end tells more; what was found is told whole.
    const room = Math.max(8, width - '  0.0000  anomalous  00 regions'.length);
    const rows = shown.map(({ image, score, predicted, regions }) => [
      cutStart(image, room, '…'),
      score.toFixed(4),
      predicted === null ? '' : predicted === 1 ? 'anomalous' : 'normal',
      regions === null ? '' : `${regions} ${regions === 1 ? 'region' : 'regions'}`,
    ]);
    const more = this.images.length - shown.length;
    return [
      ...columns(rows, ['left', 'right', 'left', 'left']),
      ...(more > 0 ? [`and ${more} more, less anomalous`] : []),
    ];
  }

  #summary(out: string, width: number): readonly string[] {
    const anomalous = this.images.filter(({ predicted }) => predicted === 1).length;
    const limit = this.#imageThreshold;
    const verdict = limit === null ? '' : `, ${anomalous} anomalous at ${limit.toFixed(4)} or above`;
    const count = `${this.images.length} ${this.images.length === 1 ? 'image' : 'images'}`;
    const pictures = this.images.some(({ overlay }) => overlay !== null) ? ['overlays/'] : [];
    const outlines = this.#predictions?.threshold === null ? [] : ['outlines.json'];
    const files = ['maps/', ...pictures, 'scores.csv', ...outlines, 'predictions.json'].join(', ');
    return ['', ...[`${count}${verdict}`, `${files} in ${shellWord(out)}`].flatMap((line) => foldedText(line, width))];
  }
}
