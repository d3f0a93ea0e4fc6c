// `anoseg score`: the metrics of anomaly maps made by any method. In a process of its own, as all that computes long.

import type { Size } from '../../api/data.ts';
import { imagesLeftOut } from '../../api/folders.ts';
import { clean } from '../../api/language.ts';
import {
  furtherAuproKey,
  furtherFprLimitsIn,
  mapsLeftOut,
  type ScoreRequest,
  type ScoreResult,
} from '../../api/runs.ts';
import { conclude, doWork } from '../shell/engine-work.ts';
import type { ExitCode } from '../shell/exit-code.ts';
import { printFailure } from '../shell/failure.ts';
import { openProgress } from '../shell/progress-line.ts';
import { printResults } from '../shell/results-text.ts';
import { printJson, type Terminal } from '../shell/terminal.ts';

export interface ScoreOptions {
  readonly maps: string;
  readonly masks: string;
  readonly missingMask: 'error' | 'normal';
  readonly threshold?: number;
  readonly imageThreshold?: number;
  readonly fpr?: readonly [number, ...number[]];
  /** How many pixels; see `ScoreRequest.topPixels`. */
  readonly imageScore?: number;
  readonly resolution?: Size;
}

export async function scoreCommand(options: ScoreOptions, terminal: Terminal): Promise<ExitCode> {
  const request: ScoreRequest = {
    maps: options.maps,
    masks: options.masks,
    missingIsNormal: options.missingMask === 'normal',
    threshold: options.threshold,
    imageThreshold: options.imageThreshold,
    fpr: options.fpr,
    topPixels: options.imageScore,
    resolution: options.resolution,
  };
  const progress = openProgress(terminal);
  let result: ScoreResult | undefined;
  const ended = await doWork(
    'score',
    request,
    (event) => {
      if (event.event === 'progress') progress.show('maps', event.done, event.total);
      else if (event.event === 'warning') progress.note(`${terminal.paint.warning('warning')}: ${event.message}`);
      else result = event.result;
    },
    () => progress.note('stopping'),
  );
  progress.clear();
  const end = conclude(ended);
  if (typeof end !== 'number') {
    printFailure(end, terminal);
    return end.exit;
  }
  if (result === undefined) return end;
  const warnings = leftOutOf(options);
  if (terminal.json) printJson(terminal, { ...result, warnings });
  else printResults({ ...result, train: null }, figuresOf(result), terminal);
  if (!terminal.json && !terminal.quiet)
    for (const note of warnings) terminal.stderr.write(`${terminal.paint.note('note')}: ${clean(note)}\n`);
  return end;
}

function figuresOf(result: ScoreResult): readonly string[] {
  const further = furtherFprLimitsIn(result).map(furtherAuproKey);
  const pixels = ['pixel_auroc', 'pixel_ap', 'aupro', ...further, 'aupimo', 'iou', 'f1', 'best_iou', 'best_f1'];
  return ['image_auroc', 'image_ap', ...pixels];
}

function leftOutOf({ maps, masks }: ScoreOptions): readonly string[] {
  const [fromMaps, fromMasks] = [mapsLeftOut(maps), imagesLeftOut(masks)];
  return [
    ...(fromMaps === undefined ? [] : [`${maps}: ${fromMaps}`]),
    ...(fromMasks === undefined ? [] : [`${masks}: ${fromMasks}`]),
  ];
}
