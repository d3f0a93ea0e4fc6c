// A Python wheel that the engine is made of.

/** A file of a Python wheel, and where it goes below the engine's folder. */
export interface Member {
  readonly from: string;
  readonly to: string;
}

export interface Wheel {
  /** What pip is asked for, such as `tensorflow-cpu==2.19.1`. */
  readonly requirement: string;
  readonly file: string;
  /** pip's name for the machine. */
  readonly platformTag: string;
  /** Lower-case hexadecimal, of the wheel as a whole. */
  readonly sha256: string;
  readonly bytes: number;
  /** Size of the members together, unpacked. */
  readonly unpackedBytes: number;
  readonly members: readonly Member[];
}
