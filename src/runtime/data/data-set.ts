// What a data source gives: images to train on and images to test with, each read when it is needed.

/** A colour or grey picture: 8 bits, row by row, `channels` values a pixel. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Uint8Array;
}

export interface ImageItem {
  /** Unique in its set; the relative path where there is one. */
  readonly name: string;
  /** `good`, or a kind of defect. */
  readonly defect: string;
  /** The encoded file, or pixels that were drawn. */
  read(): Promise<Uint8Array | Pixels>;
  /** The encoded ground truth or its pixels; undefined for good images. */
  readMask(): Promise<Uint8Array | Pixels | undefined>;
}

export interface DataSet {
  /** What the user would call it: a folder, or `sample("gear")`. */
  readonly name: string;
  /** Good images, sorted by name. */
  readonly train: readonly ImageItem[];
  readonly test: readonly ImageItem[];
}
