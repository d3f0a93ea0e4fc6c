// `anoseg predict`: anomaly maps, overlays, outlines and scores for images that have no labels.
import type { PredictEvent, PredictRequest } from '../../runtime/predict/predict.ts';
import { shellWord } from '../../ui/format.ts';
import { columns } from '../columns.ts';
import { conclude, doWork, ensureEngine } from '../engine-work.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { printFailure, UsageError } from '../failure.ts';
import { listImages } from '../image-arguments.ts';
import { openProgress, type ProgressLine } from '../progress-line.ts';
import { printJson, type Terminal } from '../terminal.ts';

export interface PredictOptions {
  readonly out: string;
  readonly threshold?: number;
  readonly imageThreshold?: number;
  /** A side in pixels; true where only `--tile` is said. */
  readonly tile?: number | true;
  readonly overlap?: number;
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
  const request: PredictRequest = {
    run,
    images: listImages(images),
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
  const progress = openProgress(terminal);
  await ensureEngine(({ stage, detail, done, total }) => progress.show(`${stage} ${detail}`, done, total));
  const story = new Story(request.images.length, progress, terminal);
  const ended = await doWork(
    'predict',
    request,
    (event) => story.take(event),
    () => progress.note('stopping after this image'),
  );
  progress.clear();
  const end = conclude(ended);
  if (typeof end !== 'number') {
    printFailure(end, terminal);
    return end.exit;
  }
  story.tell(options.out);
  return end === exitCode.done && story.failed.length > 0 ? exitCode.outside : end;
}

/** What the engine has told so far. */
class Story {
  readonly images: Extract<PredictEvent, { event: 'image' }>[] = [];
  readonly failed: Extract<PredictEvent, { event: 'failed' }>[] = [];
  #start: Extract<PredictEvent, { event: 'start' }> | undefined;

  constructor(
    readonly total: number,
    readonly progress: ProgressLine,
    readonly terminal: Terminal,
  ) {}

  take(event: PredictEvent): void {
    switch (event.event) {
      case 'start':
        this.#start = event;
        break;
      case 'tiles':
        this.progress.show(`${event.image}: tiles`, event.done, event.total);
        return;
      case 'image':
        this.images.push(event);
        break;
      case 'failed':
        this.failed.push(event);
        if (!this.terminal.json) this.progress.note(`${this.terminal.paint.error('error')}: ${event.message}`);
        break;
    }
    this.progress.show('images', this.images.length + this.failed.length, this.total);
  }

  tell(out: string): void {
    const { json, quiet, stdout } = this.terminal;
    if (json) printJson(this.terminal, this.#document(out));
    else if (!quiet) stdout.write(`${[...this.#table(), ...this.#summary(out)].join('\n')}\n`);
    if (!json && this.failed.length > 0)
      this.terminal.stderr.write(
        `${this.failed.length} of ${this.total} images could not be read: ${this.failed.map(({ image }) => image).join(', ')}\n`,
      );
  }

  #document(out: string) {
    const { event: _, images: __, ...thresholds } = this.#start ?? { event: 'start', images: 0 };
    return {
      format_version: '1.0',
      out,
      ...thresholds,
      images: this.images.map(({ event: ___, ...image }) => image),
      failed: this.failed.map(({ image, code, message }) => ({ image, code, message })),
    };
  }

  // The most anomalous ones; all of them are in scores.csv.
  #table(): readonly string[] {
    const shown = this.images.toSorted((a, b) => b.score - a.score).slice(0, 20);
    const rows = shown.map(({ image, score, predicted, regions }) => [
      image,
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

  #summary(out: string): readonly string[] {
    const anomalous = this.images.filter(({ predicted }) => predicted === 1).length;
    const limit = this.#start?.image_threshold ?? null;
    const verdict = limit === null ? '' : `, ${anomalous} anomalous at ${limit.toFixed(4)} or above`;
    return [
      '',
      `${this.images.length} images${verdict}; maps, overlays, scores.csv and outlines.json in ${shellWord(out)}`,
    ];
  }
}
