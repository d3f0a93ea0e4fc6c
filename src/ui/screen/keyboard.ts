// What is typed while the screen is shown: it does not land on the screen, and the keys that stop keep their meaning.
// Without echo the terminal sends Ctrl-C and Ctrl-Z as characters, so that they are made signals here.

/** The part of NodeJS.ReadStream that is used. */
export interface InputStream {
  readonly isTTY?: boolean | undefined;
  setRawMode?(raw: boolean): unknown;
  on(event: 'data' | 'error', listener: (data: Buffer) => void): unknown;
  off(event: 'data' | 'error', listener: (data: Buffer) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

export interface Keys {
  /** Ctrl-C, or `q` the first time: typed once more by accident it must not cost what is not saved. */
  readonly stop: () => void;
  readonly suspend: () => void;
}

const interrupt = 0x03;
const suspend = 0x1a;
const ignore = () => undefined;

export class Keyboard {
  readonly #input: InputStream;
  readonly #keys: Keys;
  #isListening = false;
  #hasAsked = false;

  constructor(input: InputStream, keys: Keys) {
    this.#input = input;
    this.#keys = keys;
  }

  /** Nothing where the input is no terminal: then it is not ours. */
  listen(): void {
    if (this.#isListening || this.#input.isTTY !== true || this.#input.setRawMode === undefined) return;
    this.#isListening = true;
    this.#input.setRawMode(true);
    this.#input.on('data', this.#typed);
    // A terminal that has been closed: a signal tells of it.
    this.#input.on('error', ignore);
    this.#input.resume();
  }

  /** The terminal is as it was, and the input keeps no process alive. */
  release(): void {
    if (!this.#isListening) return;
    this.#isListening = false;
    this.#input.off('data', this.#typed);
    this.#input.off('error', ignore);
    this.#input.setRawMode?.(false);
    this.#input.pause();
  }

  // A `q` within a pasted text, or within what a key with a name sends, is none.
  readonly #typed = (data: Buffer) => {
    const isQ = data.length === 1 && data.toString().toLowerCase() === 'q';
    if (data.includes(interrupt) || (isQ && !this.#hasAsked)) {
      this.#hasAsked = true;
      this.#keys.stop();
    } else if (data.includes(suspend)) this.#keys.suspend();
  };
}
