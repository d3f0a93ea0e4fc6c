// What a data source gives: images to train on and images to test with, each read when it is needed.

/** A colour or grey picture: 8 bits, row by row, `channels` values a pixel. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Uint8Array;
}

export interface PictureFile {
  /** Unique in its set; the relative path where there is one, with `/`. */
  readonly name: string;
  /** The encoded file, or pixels that were drawn. */
  read(): Promise<Uint8Array | Pixels>;
  /** By us: it is the same at any time. */
  readonly isDrawn?: boolean;
}

export interface ImageItem extends PictureFile {
  /** Of a set of several sources: which of them it is of. Its name begins with it. */
  readonly category?: string;
  /** `good`, or a kind of defect. */
  readonly defect: string;
  /** Unique among the images of its kind (and category), without an ending: what its map and its overlay are named by. */
  readonly stem: string;
  /** The ground truth is their union; none for good images. */
  readonly masks: readonly PictureFile[];
  /** False where the image is defective and nobody has marked where: pixel metrics of its kind are undefined. */
  readonly hasGroundTruth: boolean;
  /** What its mask's file holds, where the mask alone says that the image is good: it marks nothing. */
  readonly emptyMask?: string;
}

export interface MissingMask {
  readonly image: string;
  /** Where the mask would lie. */
  readonly expected: string;
}

export interface DataSet {
  /** What the user would call it: a folder, or `sample("gear")`. */
  readonly name: string;
  /** Good images, sorted by name. */
  readonly train: readonly ImageItem[];
  readonly test: readonly ImageItem[];
  /** Labelled images of the user's own for thresholds; empty where the data has none. */
  readonly validation: readonly ImageItem[];
  /** Masks that belong to no image, by name: mostly a file that was renamed or forgotten. */
  readonly strayMasks: readonly string[];
  /** Defective images whose ground truth the layout promises and that have none: `openDataSet` refuses them. */
  readonly missingMasks: readonly MissingMask[];
  /** What was left out or split in a way that the user may want to know, a sentence each. */
  readonly notes: readonly string[];
}
