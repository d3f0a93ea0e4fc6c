// Writes what `anoseg predict` leaves: maps/, overlays/, scores.csv, outlines.json, and predictions.json, which says how
// all of it came about. Pictures of one image are encoded while the network works on the next.

import path from 'node:path';
import type { OutsideError } from '../../diagnostics/outside-error.ts';
import { leastLevel } from '../../metrics/pixels/levels.ts';
import { findRegions } from '../../metrics/pixels/regions.ts';
import type { MaskCleaner } from '../evaluation/clean-up.ts';
import { csvText } from '../files/csv.ts';
import { writeWhole } from '../files/files.ts';
import { fittingPath } from '../files/fitting-name.ts';
import { bytesOf } from '../images/channels.ts';
import type { PictureFile } from '../images/data-set.ts';
import { readOriginal } from '../images/decode.ts';
import { encodeMap, encodeOverlay, longestOverlay } from '../images/pictures.ts';
import type { Thresholds } from '../record/thresholds.ts';
import type { ImageMap } from '../session/predictor.ts';
import { annotateRegions, type CocoAnnotation, type CocoDocument, type CocoImage } from './coco.ts';
import { announceEnd, type Pictures } from './earlier-results.ts';
import type { Tiling } from './tiles.ts';

export interface PredictedImage {
  readonly image: string;
  readonly width: number;
  readonly height: number;
  readonly score: number;
  /** 1 is anomalous; null without an image threshold. */
  readonly predicted: 0 | 1 | null;
  /** Connected regions at or above the threshold; null without one. */
  readonly regions: number | null;
  /** Paths below the output folder. */
  readonly map: string;
  readonly overlay: string | null;
}

export interface FailedImage {
  readonly image: string;
  readonly code: string;
  readonly message: string;
}

/** Where predictions come from. */
export interface Provenance {
  /** The folder of the run. */
  readonly run: string;
  /** The version. */
  readonly anoseg: string;
  /** What the user wrote: the same again replaces them. */
  readonly command: string;
  readonly pipeline: { readonly digest: string };
  /** Pixels; null where each image was seen as a whole. */
  readonly tiles: Tiling | null;
}

/** predictions.json. */
export interface Predictions extends Provenance {
  readonly format_version: '1.0';
  readonly threshold: number | null;
  readonly threshold_from: string | null;
  readonly image_threshold: number | null;
  readonly image_threshold_from: string | null;
  readonly images: readonly PredictedImage[];
  readonly failed: readonly FailedImage[];
}

/** Where the pictures of an image go, below the folder; `target`: without ending. */
export function picturesFor(target: string, withOverlays: boolean): Pictures {
  const file = fittingPath(target, '.png');
  return { map: `maps/${file}`, overlay: withOverlays ? `overlays/${file}` : null };
}

export class ResultWriter {
  readonly #rows: PredictedImage[] = [];
  readonly #failed: FailedImage[] = [];
  readonly #images: CocoImage[] = [];
  readonly #annotations: CocoAnnotation[] = [];
  #writing: Promise<unknown> = Promise.resolve();

  constructor(
    readonly folder: string,
    readonly thresholds: Thresholds,
    readonly withOverlays: boolean,
    readonly provenance: Provenance,
    readonly cleanUp: MaskCleaner | undefined,
  ) {}

  /** `target`: where the pictures go, without ending. */
  async add(item: PictureFile & { readonly target: string }, map: ImageMap): Promise<PredictedImage> {
    const { width, height, score } = map;
    const { image: limit } = this.thresholds;
    const row: PredictedImage = {
      image: item.name,
      width,
      height,
      score,
      predicted: limit === null ? null : score >= limit ? 1 : 0,
      regions: this.#annotate(item.name, map),
      ...picturesFor(item.target, this.withOverlays),
    };
    this.#rows.push(row);
    await this.#writing;
    this.#writing = this.#writePictures(item, map, row);
    // Told when its turn comes.
    this.#writing.catch(() => undefined);
    return row;
  }

  /** An image without results. */
  addFailure(image: string, { code, message }: OutsideError): FailedImage {
    const failure = { image, code, message };
    this.#failed.push(failure);
    return failure;
  }

  async finish(): Promise<Predictions> {
    await this.#writing;
    const head = ['image', 'score', 'predicted', 'regions'];
    const rows = this.#rows.map(({ image, score, predicted, regions }) => [image, score, predicted, regions]);
    writeWhole(path.join(this.folder, 'scores.csv'), csvText(head, rows));
    if (this.thresholds.pixel !== null)
      writeWhole(path.join(this.folder, 'outlines.json'), `${JSON.stringify(this.#outlines())}\n`);
    const predictions = this.#predictions();
    // Last: where it is, the rest is complete.
    writeWhole(path.join(this.folder, 'predictions.json'), `${JSON.stringify(predictions, undefined, 2)}\n`);
    announceEnd(this.folder);
    return predictions;
  }

  #outlines(): CocoDocument {
    const { pixel, pixelFrom } = this.thresholds;
    return {
      info: { description: `Regions at or above ${pixel}, from ${pixelFrom}` },
      images: this.#images,
      categories: [{ id: 1, name: 'anomaly' }],
      annotations: this.#annotations,
    };
  }

  #predictions(): Predictions {
    const { pixel, pixelFrom, image, imageFrom } = this.thresholds;
    return {
      format_version: '1.0',
      ...this.provenance,
      threshold: pixel,
      threshold_from: pixelFrom,
      image_threshold: image,
      image_threshold_from: imageFrom,
      images: this.#rows,
      failed: this.#failed,
    };
  }

  #annotate(name: string, { levels, width, height }: ImageMap): number | null {
    const { pixel } = this.thresholds;
    if (pixel === null) return null;
    const image = { id: this.#images.length + 1, file_name: name, width, height };
    this.#images.push(image);
    const least = leastLevel(pixel);
    const cleaned = this.cleanUp?.(
      bytesOf(levels, (level) => (level >= least ? 1 : 0)),
      width,
      height,
    );
    const regions = cleaned ? findRegions(cleaned, width, height) : findRegions(levels, width, height, least);
    for (const annotation of annotateRegions(regions, levels, image, this.#annotations.length + 1))
      this.#annotations.push(annotation);
    return regions.sizes.length;
  }

  async #writePictures(item: PictureFile, map: ImageMap, row: PredictedImage): Promise<void> {
    writeWhole(path.join(this.folder, row.map), await encodeMap(map));
    if (row.overlay === null) return;
    const image = await readOriginal(item, longestOverlay);
    const { thresholds, cleanUp } = this;
    const overlay = await encodeOverlay({ image, map, groundTruth: undefined, threshold: thresholds.pixel, cleanUp });
    writeWhole(path.join(this.folder, row.overlay), overlay);
  }
}
