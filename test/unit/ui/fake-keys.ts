// A keyboard to type on: what a terminal gives to the program that has set it raw.
import type { InputStream } from '../../../src/ui/screen/keyboard.ts';

export class FakeKeys implements InputStream {
  isRaw = false;
  isReading = false;
  readonly #listeners = new Set<(data: Buffer) => void>();

  constructor(readonly isTTY = true) {}

  setRawMode(raw: boolean): void {
    this.isRaw = raw;
  }

  on(event: 'data' | 'error', listener: (data: Buffer) => void): void {
    if (event === 'data') this.#listeners.add(listener);
  }

  off(_: 'data' | 'error', listener: (data: Buffer) => void): void {
    this.#listeners.delete(listener);
  }

  resume(): void {
    this.isReading = true;
  }

  pause(): void {
    this.isReading = false;
  }

  type(text: string): void {
    for (const listener of [...this.#listeners]) listener(Buffer.from(text));
  }
}
