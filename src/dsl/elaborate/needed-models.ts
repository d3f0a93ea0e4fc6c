// Which networks become part of the model: those that the loss and the evaluation need. The rest is warned of, and so is what
// a finished model cannot be given.
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import type { EvaluateSettings, NetworkModel, Term } from '../model/model.ts';
import { neededByLoss, neededNetworks, predictedValues } from '../model/needs.ts';

interface Users {
  readonly loss: readonly Term[];
  readonly evaluation: EvaluateSettings;
  /** Networks that a part uses which is switched off. */
  readonly usedOff: ReadonlySet<string>;
  /** True for a network that anything calls, also where that is left out. */
  readonly isCalled: (name: string) => boolean;
}

/** `models` stand in the order of their needs. */
export function neededModels(
  models: readonly NetworkModel[],
  { loss, evaluation, usedOff, isCalled }: Users,
  reporter: Reporter,
): readonly NetworkModel[] {
  const { values, called } = neededByLoss(loss);
  const needs = neededNetworks(models, [...values, ...predictedValues(evaluation)], called);
  const off = reporter.diagnostics.some(({ code }) => code === 'term-off');
  // A discriminator is named by a line of the loss, which may be switched off.
  const named = models.flatMap(({ name, role }) => (role === 'discriminator' ? [name] : []));
  const valuesOff = [...usedOff].map((network) => ({ from: 'network', network, value: '' }) as const);
  const used = neededNetworks(models, [...values, ...predictedValues(evaluation), ...valuesOff], [...called, ...named]);
  return models.flatMap((model) => {
    const { name, role, span, inputs } = model;
    if (needs.applied.has(name) || (needs.called.has(name) && role === 'discriminator')) return [model];
    // Nobody takes a value of it by name, so it has no inputs of its own.
    if (needs.called.has(name))
      return [{ ...model, inputs: inputs.map((input) => ({ ...input, source: { from: 'call' } })) }];
    const isUsed = used.applied.has(name) || used.called.has(name) || isCalled(name);
    if (!off && !isUsed) reporter.report('unused-network', span, { name });
    return [];
  });
}

/** Where the damage is, nobody knows when the map of a new image is made. */
export function checkPrediction(
  models: readonly NetworkModel[],
  evaluation: EvaluateSettings,
  reporter: Reporter,
): void {
  const { applied } = neededNetworks(models, predictedValues(evaluation));
  for (const { name, inputs } of models) {
    const mask = inputs.find(({ source }) => source.from === 'mask');
    if (mask === undefined || !applied.has(name)) continue;
    const hint = 'only a network whose values losses alone use can take `mask`';
    reporter.report('mask-at-prediction', mask.span, { network: name }, { hint });
  }
}
