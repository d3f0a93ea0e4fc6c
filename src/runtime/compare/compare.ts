// What differs between two pipelines, runs or locks, in meaning; not in how they are written, nor when and where they ran.

import type { FileChange } from '../../diagnostics/failures/record.ts';
import { digestPipeline } from '../../dsl/model/digest.ts';
import type { Model } from '../../dsl/model/model.ts';
import type { RunMetrics } from '../contract/events.ts';
import { changesBetweenLists, type ListedFile } from '../record/data-list.ts';
import { type LockFile, samenessOf } from '../record/lock.ts';
import { type Changes, changesBetween, noChanges } from './changes/changes.ts';
import { type Difference, differencesIn, type Facts, factsOf } from './difference.ts';
import { differentMeaning } from './meaning.ts';

export interface Side {
  /** Undefined of a lock by itself: its sources are not there. */
  readonly model: Model | undefined;
  /** Of a run or a lock. */
  readonly lock: LockFile | undefined;
  /** Files of a run that were edited since it began, in its folder: it is compared as it began. */
  readonly edited?: readonly string[];
  /** Of a run that is finished. */
  readonly metrics: RunMetrics | undefined;
  /** Of a run or a bundle that has the list of its data. */
  readonly files?: readonly ListedFile[] | undefined;
}

/** What one side does not have at all is not compared: a pipeline has no data and no figures. */
export function compare(a: Side, b: Side): readonly Difference[] {
  return [...meaningBetween(a, b), ...recordsBetween(a, b), ...metricsBetween(a.metrics, b.metrics)];
}

/** The same of the pipelines alone, as somebody changed them; none where a side has no pipeline. */
export function changesOf(a: Side, b: Side): Changes {
  return a.model && b.model ? changesBetween(a.model, b.model) : noChanges;
}

function meaningBetween(a: Side, b: Side): readonly Difference[] {
  if (a.model && b.model) return differentMeaning(a.model, b.model);
  const [one, other] = [digestIn(a), digestIn(b)];
  if (one === other) return [];
  // A pipeline, and a lock by itself, of which no more is known.
  if (!a.lock || !b.lock)
    return differencesIn(
      'settings',
      factsOf({ 'digest of the pipeline': one }),
      factsOf({ 'digest of the pipeline': other }),
    );
  return [
    ...differencesIn('parameters', factsOf(a.lock.parameters), factsOf(b.lock.parameters)),
    ...differencesIn('sources', sources(a.lock), sources(b.lock)),
    ...differencesIn('settings', meant(a.lock), meant(b.lock)),
  ];
}

function digestIn({ model, lock }: Side): string | undefined {
  return lock?.pipeline.digest ?? (model && digestPipeline(model));
}

function meant({ pipeline, seed, steps }: LockFile): Facts {
  return factsOf({ 'digest of the pipeline': pipeline.digest, seed, steps });
}

function sources({ pipeline }: LockFile): Facts {
  return new Map(pipeline.sources.map(({ name, sha256 }) => [name, { value: `sha256:${sha256}` }]));
}

function recordsBetween({ lock: a, files }: Side, { lock: b, files: others }: Side): readonly Difference[] {
  if (!a || !b) return [];
  return [
    ...differencesIn('data', data(a), data(b)),
    ...(files && others ? changesBetweenLists(files, others).map(fileDifference) : []),
    ...differencesIn('weights', weights(a), weights(b)),
    ...differencesIn('machine', factsOf({ sameness: samenessOf(a) }), factsOf({ sameness: samenessOf(b) })),
    ...machineDifferences(a, b),
  ];
}

function data({ data: { digest, files, sources: several = [], skipped = [] } }: LockFile): Facts {
  const left = Object.fromEntries(skipped.map(({ image }) => [`left out ${image}`, 'yes']));
  const each = Object.fromEntries(several.map((one) => [`digest of ${one.category}`, one.digest]));
  return factsOf({ digest, files, ...each, ...left });
}

function fileDifference({ file, before, now }: FileChange): Difference {
  const [a, b] = [before, now].map((sha256) => (sha256 === null ? null : `sha256:${sha256}`));
  return { area: 'data', name: file, a: a ?? null, b: b ?? null, places: [null, null], follows: false };
}

function weights({ starts = [] }: LockFile): Facts {
  return factsOf(Object.fromEntries(starts.map(({ network, digest }) => [network, digest])));
}

/** What a run computes with. */
export type Machine = Pick<LockFile, 'anoseg' | 'engine' | 'threads' | 'device' | 'cpu' | 'node' | 'libraries'>;

/** In all that bits can depend on. What one of them does not record, as earlier releases did not, is not compared. */
export function machineDifferences(a: Machine, b: Machine): readonly Difference[] {
  return differencesIn('machine', machineFacts(a), machineFacts(b)).filter((one) => one.a !== null && one.b !== null);
}

/** All that bits can depend on, and the releases. */
export function machineFacts({ anoseg, engine, threads, device, cpu, node, libraries = {} }: Machine): Facts {
  const { variables } = engine;
  return factsOf({
    anoseg,
    tensorflow: engine.tensorflow,
    'engine variant': engine.variant,
    onednn: engine.onednn ?? 'as TensorFlow decides',
    threads,
    device,
    architecture: cpu.architecture,
    'instruction sets': cpu.features.join(' '),
    variables:
      variables &&
      (Object.entries(variables)
        .map((pair) => pair.join('='))
        .join(' ') ||
        'none'),
    ...libraries,
    node,
  });
}

function metricsBetween(a: RunMetrics | undefined, b: RunMetrics | undefined): readonly Difference[] {
  return a && b ? differencesIn('metrics', figuresOf(a), figuresOf(b)) : [];
}

/** Numbers at the top of metrics.json; times are no results. */
export function figuresOf(metrics: RunMetrics): Facts {
  return factsOf(Object.fromEntries(Object.entries(metrics).filter(([, value]) => typeof value === 'number')));
}
