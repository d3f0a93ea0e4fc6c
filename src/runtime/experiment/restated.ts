// What the file of an experiment says of one whose folder is there: what each parameter is for, and which data were looked at. Neither
// changes what a run computes, so the file's words count from then on, whatever was said before.
import type { Role } from './combinations.ts';
import type { Experiment, ExperimentParameter, PlannedExperiment } from './experiment.ts';

type Said = Pick<Experiment, 'parameters' | 'looked_at' | 'doc'>;

/** Words of the command line say neither, and leave it as it is. */
export function saidOf(before: Said, { parameters, looked_at, doc, saysRoles }: PlannedExperiment): Said {
  const roles = new Map(parameters.map(({ name, role }) => [name, role]));
  const now = (one: ExperimentParameter) => ({ ...one, role: (saysRoles && roles.get(one.name)) || one.role });
  const about = doc ?? before.doc;
  return {
    parameters: before.parameters.map(now),
    looked_at: looked_at ?? before.looked_at,
    ...(about !== undefined && { doc: about }),
  };
}

const keys: Readonly<Record<Role, string>> = { compared: 'compare', repeated: 'repeat', other: 'each' };

/** `compare.kind, was each.kind`: what is said otherwise than before; none where nothing is. */
export function restatements(before: Said, after: Said): readonly string[] {
  const roles = new Map(before.parameters.map(({ name, role }) => [name, role]));
  const changed = after.parameters.flatMap(({ name, role }) => {
    const was = roles.get(name) ?? role;
    return was === role ? [] : [`${keys[role]}.${name}, was ${keys[was]}.${name}`];
  });
  if (before.looked_at === after.looked_at) return changed;
  const was = before.looked_at === null ? 'was not said' : `was ${JSON.stringify(before.looked_at)}`;
  return [...changed, `looked_at = ${JSON.stringify(after.looked_at)}, ${was}`];
}
