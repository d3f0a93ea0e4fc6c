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
import type { ExitCode } from '../shell/exit-code.ts';
import { printResults } from '../shell/results-text.ts';
import { showWork } from '../shell/shown-work.ts';
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
  let result: ScoreResult | undefined;
  return showWork(
    {
      service: 'score',
      request,
      needsEngine: false,
      take: (event, progress) => {
        if (event.event === 'progress') progress.show('maps', event.done, event.total);
        else if (event.event === 'warning') progress.warn(event.message);
        else result = event.result;
      },
      stopping: 'stopping',
      tell: () => {
        if (result) tell(result, leftOutOf(options), terminal);
      },
    },
    terminal,
  );
}

function tell(result: ScoreResult, warnings: readonly string[], terminal: Terminal): void {
  if (terminal.json) printJson(terminal, { ...result, warnings });
  else printResults({ ...result, train: null }, figuresOf(result), terminal);
  if (!terminal.json && !terminal.quiet)
    for (const note of warnings) terminal.stderr.write(`${terminal.paint.note('note')}: ${clean(note)}\n`);
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
