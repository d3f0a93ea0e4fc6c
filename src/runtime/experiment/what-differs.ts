// Whether what is asked for is the experiment that lies in a folder, and what differs where it is not.
import { changesBetween } from '../compare/changes/changes.ts';
import { modelWith } from '../record/bundled-model.ts';
import { keyOf } from './combinations.ts';
import type { Experiment, PlannedExperiment } from './experiment.ts';

/** Differences that are told. */
const most = 4;

/** Sentences, none where they are the same. */
export function whatDiffers(before: Experiment, planned: PlannedExperiment): readonly string[] {
  const names = namesOf(before);
  if (names !== namesOf(planned)) return [`it is for each ${names}, and not for each ${namesOf(planned)}`];
  if (before.data !== planned.data)
    return [`its data is ${before.data ?? 'drawn'}, and not ${planned.data ?? 'drawn'}`];
  const computed = computesOtherwise(before, planned);
  if (computed.length > 0) return computed;
  const known = new Map(planned.runs.map((run) => [keyOf(run.parameters), run.digest]));
  const changed = before.runs.find((run) => {
    const digest = known.get(keyOf(run.parameters));
    return digest !== undefined && digest !== run.digest;
  });
  if (changed) return meant(before, planned, changed);
  const [first] = before.runs;
  const isMet = before.runs.some((run) => known.has(keyOf(run.parameters)));
  if (first === undefined || isMet || planned.digestWith(first.parameters) === first.digest) return [];
  return meant(before, planned, first);
}

/** Where either side does not say, the runs are as the folder or each machine has it. */
function computesOtherwise(before: Experiment, planned: PlannedExperiment): readonly string[] {
  return (['threads', 'device'] as const).flatMap((name) => {
    const [was, is] = [before[name], planned[name]];
    return was === null || is === null || was === is ? [] : [`its runs are with \`--${name} ${was}\`, and not ${is}`];
  });
}

function namesOf({ parameters }: Pick<Experiment, 'parameters'>): string {
  return parameters
    .map(({ name }) => `\`${name}\``)
    .toSorted()
    .join(', ');
}

function meant(
  before: Experiment,
  planned: PlannedExperiment,
  { parameters }: Experiment['runs'][number],
): readonly string[] {
  const of = ({ name, sources, set }: Pick<Experiment, 'name' | 'sources' | 'set'>) =>
    modelWith(sources, { name, parameters: { ...set, ...parameters } });
  const [a, b] = [of(before), of(planned)];
  const told = a && b ? changesBetween(a, b).changes.filter(({ follows }) => !follows) : [];
  const sentences = told.slice(0, most).map(({ subjects: [first], what }) => `\`${first}\`: ${what}`);
  if (told.length > most) sentences.push(`${told.length - most} others differ`);
  // What this release does not read as the one that began it did.
  return sentences.length > 0 ? sentences : ['its pipeline means something else by now'];
}
