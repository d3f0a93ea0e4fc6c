// What is wrong with any of many combinations, each told once.
import type { Diagnostic, SourceFile } from '../../../api/language.ts';

/** More than anybody reads. */
const most = 100;

export class Findings {
  readonly #found = new Map<string, Diagnostic>();

  add(diagnostics: readonly Diagnostic[]): void {
    for (const one of diagnostics) {
      const { code, summary, span } = one;
      const { name, path, text } = span.source;
      // A word of the command line is known by all of it; of a range, `width=4..100`, the first value that is wrong is told.
      const place = path === undefined ? [`${name} ${text}`] : [path, summary];
      const key = [code, span.start, span.end, ...place].join('\n');
      if (!this.#found.has(key)) this.#found.set(key, one);
    }
  }

  /** Those about words of the command line first, in the order of the words. */
  inOrderOf(words: readonly SourceFile[]): readonly Diagnostic[] {
    const rank = ({ span }: Diagnostic) => words.indexOf(span.source) + 1 || words.length + 1;
    const isWord = ({ span }: Diagnostic) => words.includes(span.source);
    return [...this.#found.values()].toSorted(
      (a, b) => rank(a) - rank(b) || (isWord(a) ? a.span.start - b.span.start : 0),
    );
  }

  get isEmpty(): boolean {
    return this.#found.size === 0;
  }

  get isFull(): boolean {
    return this.#found.size >= most;
  }
}
