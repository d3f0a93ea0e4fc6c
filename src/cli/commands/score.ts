// `anoseg score`: the metrics of anomaly maps made by any method.
import { type ScoreRequest, scoreMaps } from '../../runtime/score/score-maps.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { openProgress } from '../progress-line.ts';
import { printResults } from '../results-text.ts';
import { printJson, type Terminal } from '../terminal.ts';

export interface ScoreOptions {
  readonly maps: string;
  readonly masks: string;
  readonly missingMask: 'error' | 'normal';
  readonly threshold?: number;
  readonly imageThreshold?: number;
  readonly fpr?: number;
  /** How many pixels; see `ScoreRequest.topPixels`. */
  readonly imageScore?: number;
}

const report = ['image_auroc', 'image_ap', 'pixel_auroc', 'pixel_ap', 'aupro', 'iou', 'f1', 'best_iou', 'best_f1'];

export async function scoreCommand(options: ScoreOptions, terminal: Terminal): Promise<ExitCode> {
  const request: ScoreRequest = {
    maps: options.maps,
    masks: options.masks,
    missingIsNormal: options.missingMask === 'normal',
    threshold: options.threshold,
    imageThreshold: options.imageThreshold,
    fpr: options.fpr,
    topPixels: options.imageScore,
  };
  const progress = openProgress(terminal);
  const result = await scoreMaps(request, (done, total) => progress.show('maps', done, total));
  progress.clear();
  if (terminal.json) printJson(terminal, result);
  else printResults({ ...result, train: null }, report, terminal);
  return exitCode.done;
}
