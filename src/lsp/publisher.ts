// Tells the editor what is wrong with the files that it shows. A check waits until typing pauses for as
// long as the last one took, so that a large file is not checked at every key.
import type { Diagnostic } from 'vscode-languageserver';
import { findingsByFile } from './findings.ts';
import type { Workspace } from './workspace.ts';

/** Milliseconds: keys that are hit together are checked together. */
const shortestPause = 10;
const longestPause = 1000;

export class Publisher {
  #timer: NodeJS.Timeout | undefined;
  #pause = shortestPause;
  /** Files that the editor shows findings of, as JSON. */
  readonly #shown = new Map<string, string>();

  constructor(
    readonly workspace: Workspace,
    readonly send: (uri: string, diagnostics: Diagnostic[]) => void,
  ) {}

  /** Something changed. `guard` keeps one file's trouble from the others. */
  schedule(guard: <R>(step: () => R, otherwise: R) => R): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const start = performance.now();
      this.#publish(guard);
      this.#pause = Math.min(longestPause, Math.max(shortestPause, performance.now() - start));
    }, this.#pause);
  }

  // A library has findings of its own, and those of the pipelines that use it.
  #publish(guard: <R>(step: () => R, otherwise: R) => R): void {
    const found = new Map<string, Map<string, Diagnostic>>();
    for (const uri of this.workspace.openUris) {
      const own = guard(() => {
        const analysis = this.workspace.analysis(uri);
        return analysis ? findingsByFile(analysis, this.workspace.uriOf) : new Map<string, Diagnostic[]>([[uri, []]]);
      }, undefined);
      for (const [file, diagnostics] of own ?? []) {
        const all = found.get(file) ?? new Map<string, Diagnostic>();
        for (const one of diagnostics) all.set(JSON.stringify([one.code, one.range]), one);
        found.set(file, all);
      }
    }
    for (const uri of this.#shown.keys()) if (!found.has(uri)) this.#show(uri, []);
    for (const [uri, diagnostics] of found) this.#show(uri, [...diagnostics.values()]);
  }

  #show(uri: string, diagnostics: Diagnostic[]): void {
    const text = JSON.stringify(diagnostics);
    if (this.#shown.get(uri) === text) return;
    if (diagnostics.length === 0 && !this.workspace.openUris.includes(uri)) this.#shown.delete(uri);
    else this.#shown.set(uri, text);
    this.send(uri, diagnostics);
  }
}
