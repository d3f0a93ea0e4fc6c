// Writes what `anoseg predict` leaves: maps/, overlays/, scores.csv and outlines.json. Pictures of one image are encoded
// while the network works on the next.
import path from 'node:path';
import { leastLevel } from '../../metrics/levels.ts';
import { findRegions } from '../../metrics/regions.ts';
import { csvText } from '../csv.ts';
import type { PictureFile } from '../data/data-set.ts';
import { readOriginal } from '../data/decode.ts';
import { writeWhole } from '../files.ts';
import { encodeMap, encodeOverlay, longestOverlay } from '../pictures.ts';
import type { ImageMap } from '../predictor.ts';
import type { Thresholds } from '../threshold.ts';
import { annotateRegions, type CocoAnnotation, type CocoImage } from './coco.ts';

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

export class ResultWriter {
  readonly #rows: PredictedImage[] = [];
  readonly #images: CocoImage[] = [];
  readonly #annotations: CocoAnnotation[] = [];
  #writing: Promise<unknown> = Promise.resolve();

  constructor(
    readonly folder: string,
    readonly thresholds: Thresholds,
    readonly withOverlays: boolean,
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
      map: `maps/${item.target}.png`,
      overlay: this.withOverlays ? `overlays/${item.target}.png` : null,
    };
    this.#rows.push(row);
    await this.#writing;
    this.#writing = this.#writePictures(item, map, row);
    // Told when its turn comes.
    this.#writing.catch(() => undefined);
    return row;
  }

  async finish(): Promise<void> {
    await this.#writing;
    const head = ['image', 'score', 'predicted', 'regions'];
    const rows = this.#rows.map(({ image, score, predicted, regions }) => [image, score, predicted, regions]);
    writeWhole(path.join(this.folder, 'scores.csv'), csvText(head, rows));
    if (this.thresholds.pixel === null) return;
    const outlines = {
      info: { description: `Regions at or above ${this.thresholds.pixel}, from ${this.thresholds.pixelFrom}` },
      images: this.#images,
      categories: [{ id: 1, name: 'anomaly' }],
      annotations: this.#annotations,
    };
    writeWhole(path.join(this.folder, 'outlines.json'), `${JSON.stringify(outlines)}\n`);
  }

  #annotate(name: string, { levels, width, height }: ImageMap): number | null {
    const { pixel } = this.thresholds;
    if (pixel === null) return null;
    const image = { id: this.#images.length + 1, file_name: name, width, height };
    this.#images.push(image);
    const regions = findRegions(levels, width, height, leastLevel(pixel));
    for (const annotation of annotateRegions(regions, levels, image, this.#annotations.length + 1))
      this.#annotations.push(annotation);
    return regions.sizes.length;
  }

  async #writePictures(item: PictureFile, map: ImageMap, row: PredictedImage): Promise<void> {
    writeWhole(path.join(this.folder, row.map), await encodeMap(map));
    if (row.overlay === null) return;
    const image = await readOriginal(item, longestOverlay);
    const overlay = await encodeOverlay({ image, map, groundTruth: undefined, threshold: this.thresholds.pixel });
    writeWhole(path.join(this.folder, row.overlay), overlay);
  }
}
