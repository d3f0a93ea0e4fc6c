// What an adversarial loss asks of its discriminator.
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import type { FlowNode, Model, NetworkModel } from '../../../dsl/model/model.ts';
import { calledIn } from '../../../dsl/model/needs.ts';
import { judgeOf } from '../../../ops/core/setting.ts';
import { operationFor } from '../../../ops/table.ts';
import { outermost } from '../../emit/input-story.ts';

// A gradient penalty differentiates the discriminator's gradient, sample by sample.
export function checkAdversarial({ loss, networks }: Model, reporter: Reporter): void {
  for (const { call } of loss.flatMap(({ parts }) => parts)) {
    if (call.kind !== 'adversarial' || operationFor(call, 'adversarial').secondDerivatives !== true) continue;
    const mixing = mixingIn(judgeOf(call), networks);
    if (mixing === undefined) continue;
    const related = [{ message: 'in this layer', span: outermost(mixing.call) }];
    const hint = 'use `layer_norm` or `instance_norm` in the discriminator';
    const found = { loss: call.name, operation: `\`${mixing.call.name}\`` };
    reporter.report('no-second-derivative', outermost(call), found, { hint, related });
  }
}

// In the discriminator, or in a network that it calls.
function mixingIn(judge: string | undefined, networks: readonly NetworkModel[]): FlowNode | undefined {
  const { flow } = networks.find(({ name }) => name === judge) ?? { flow: { nodes: [] } };
  const own = flow.nodes.find(({ call }) => operationFor(call, 'layer').mixesSamples === true);
  return (
    own ??
    calledIn(flow)
      .map((name) => mixingIn(name, networks))
      .find((found) => found !== undefined)
  );
}
