// From a grid whose combinations are checked to the experiment that it asks for: what each parameter is for, the order of the runs,
// and a folder of a usual name.
import { createHash } from 'node:crypto';
import path from 'node:path';
import { dataRoots } from '../../../api/data.ts';
import { combinationsInOrder, type Parameters, type PlannedExperiment, type Role } from '../../../api/experiment.ts';
import { contentDigest, digestPipeline } from '../../../api/language.ts';
import { reportKeys } from '../../../api/runs.ts';
import { type CheckedRun, type CheckWith, checkerOf } from './checked-runs.ts';
import { type Grid, type GridAxis, keyOfValues, parametersOf, unwrittenValue } from './grid.ts';

export interface AskedExperiment {
  readonly planned: PlannedExperiment;
  /** Where it goes where nobody says. */
  readonly usualFolder: string;
}

/** `checked`: of each of the grid's runs. */
export function askedExperiment(grid: Grid, checked: readonly CheckedRun[]): AskedExperiment {
  const checkWith = checkerOf(grid);
  const base = checkWith();
  const isRead = checked.some(({ model }) => dataRoots(model.data, grid.dataFolder).length > 0);
  const data = isRead ? path.resolve(grid.dataFolder) : null;
  const parameters = grid.axes.map((axis) => ({
    name: axis.name,
    role: axis.role ?? roleOf(axis, checked),
    values: axis.values.map(({ text }) => text),
  }));
  const set = Object.fromEntries(base.pipelines.overrides);
  const [first] = checked;
  const planned: PlannedExperiment = {
    name: grid.name,
    sources: first?.pipeline.bundle ?? { entry: '', files: {} },
    file: grid.kept ? null : (grid.source.path ?? null),
    set,
    data,
    threads: grid.threads ?? null,
    device: grid.device ?? null,
    parameters,
    report: first ? reportKeys(first.model) : [],
    looked_at: grid.lookedAt,
    ...(grid.doc !== undefined && { doc: grid.doc }),
    runs: inOrder(grid, parameters, checked),
    digestWith: (given) => digestWith(checkWith, given),
    saysRoles: grid.axes.every(({ role }) => role !== undefined),
  };
  const digest = base.model ? digestPipeline(base.model) : contentDigest(base.loaded);
  return { planned, usualFolder: usualFolder(grid.stem, planned, digest) };
}

/** A parameter that is the seed and nothing else gives repeats. */
function roleOf({ name }: GridAxis, checked: readonly CheckedRun[]): Role {
  const isSeed = checked.every(({ model, values }) => {
    const text = values.find((value) => value.name === name)?.text;
    return text !== undefined && Number(text.replaceAll('_', '')) === model.train.seed;
  });
  return isSeed && checked.length > 0 ? 'repeated' : 'other';
}

// What is asked for may be a part of all combinations, as an experiment is to which values were added.
function inOrder(
  { axes }: Grid,
  parameters: PlannedExperiment['parameters'],
  checked: readonly CheckedRun[],
): PlannedExperiment['runs'] {
  const known = new Map(checked.map((one) => [keyOfValues(one.values), one]));
  const roles = parameters.map(({ role }) => role);
  return combinationsInOrder(axes.map(({ values }, i) => ({ role: roles[i] ?? 'other', values }))).flatMap((values) => {
    const one = known.get(keyOfValues(values));
    return one ? [{ parameters: parametersOf(values), digest: one.pipeline.digest }] : [];
  });
}

function digestWith(checkWith: CheckWith, parameters: Parameters): string | undefined {
  const { model } = checkWith(...Object.entries(parameters).map(([name, text]) => unwrittenValue(name, text)));
  return model && digestPipeline(model);
}

// The values are no part of it, so that more of them go on where the first were done.
function usualFolder(stem: string, { parameters, data }: PlannedExperiment, digest: string): string {
  const names = parameters.map((one) => one.name);
  const mark = createHash('sha256')
    .update(JSON.stringify([digest, data, names]))
    .digest('hex')
    .slice(0, 8);
  return path.join('runs', `${stem}-${mark}`);
}
