// Which networks learn from a value: those to whose weights its gradient flows.
import type { GraphNode, Tensor } from '../../../graph/ir/tensor.ts';
import type { Planned } from '../planned.ts';

const nobody: ReadonlySet<string> = new Set();

export class Learners {
  readonly #of = new Map<GraphNode, ReadonlySet<string>>();

  /** Discriminators are left out: they learn from sides of their own. */
  constructor({ model, weights, builder }: Pick<Planned, 'model' | 'weights' | 'builder'>) {
    for (const { name, role } of model.networks) {
      if (role !== 'generator') continue;
      const own = new Set([name]);
      for (const { value } of weights.trained(name)) this.#of.set(value.node, own);
    }
    // A node stands behind those that it needs.
    for (const node of builder.main.nodes) if (!this.#of.has(node)) this.#of.set(node, this.#through(node));
  }

  of({ node }: Tensor): ReadonlySet<string> {
    return this.#of.get(node) ?? nobody;
  }

  // Most nodes have one network: then no set is made.
  #through({ gradient }: GraphNode): ReadonlySet<string> {
    let found = nobody;
    for (const input of gradient?.inputs ?? []) {
      const more = this.of(input);
      if (more === found || more.size === 0) continue;
      found = found.size === 0 ? more : new Set([...found, ...more]);
    }
    return found;
  }
}
