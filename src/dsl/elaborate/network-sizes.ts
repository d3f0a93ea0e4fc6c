// How large networks are with all that they call: one that calls another twice is more than twice as large.
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/source-file.ts';
import type { Flow } from '../model/model.ts';
import { calledIn } from '../model/needs.ts';

export const maximumLevels = 50;
const maximumNodes = 20_000;

export class NetworkSizes {
  /** Operations, and how deep calls lie in each other. */
  readonly #sizes = new Map<string, { readonly nodes: number; readonly levels: number }>();

  constructor(readonly reporter: Reporter) {}

  /** False for one that is too large, which is reported: it is not to be looked into. */
  add(name: string, span: Span, flow: Flow): boolean {
    const called = calledIn(flow).map((other) => this.#sizes.get(other) ?? none);
    const nodes = called.reduce((sum, other) => sum + other.nodes, flow.nodes.length);
    const levels = 1 + called.reduce((most, other) => Math.max(most, other.levels), 0);
    const isSmall = called.length === 0 || (nodes <= maximumNodes && levels <= maximumLevels);
    this.#sizes.set(name, isSmall ? { nodes, levels } : none);
    if (levels > maximumLevels) this.reportLevels(span);
    else if (!isSmall) this.reporter.report('too-large', span, { what: 'the network', limit: '20,000 operations' });
    return isSmall;
  }

  reportLevels(span: Span): void {
    const limit = `${maximumLevels} levels`;
    this.reporter.report('too-large', span, { what: 'the nesting of networks', limit });
  }
}

const none = { nodes: 0, levels: 0 };
