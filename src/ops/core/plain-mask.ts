// A predicted mask, as steps of `clean_up` take it.

/** 0 and 1, row by row. */
export interface PlainMask {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}
