// A picture as it is drawn and shown: bytes, without a file.

/** RGB or grey, 8 bits, row by row. */
export interface SheetPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Uint8Array;
}
