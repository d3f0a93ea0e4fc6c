// A finished run as a comparison sees it: what was set, on which data, and the figures.
import { sourcesOf } from '../../dsl/model/categories.ts';
import type { Model } from '../../dsl/model/model.ts';
import { showValue } from '../../dsl/model/settings.ts';
import type { RunMetrics } from '../contract/events.ts';
import { hashContent } from '../record/data-digest.ts';
import type { ListedRun } from '../record/list-runs.ts';
import type { LockFile } from '../record/lock.ts';
import type { ModelReader } from '../record/model-reader.ts';
import { reportKeys } from '../report/report-figures.ts';

export interface MeasuredRun {
  /** Its folder. */
  readonly run: string;
  readonly lock: LockFile;
  readonly metrics: RunMetrics;
  /** Digest of the text of all files, so that it is the same for every setting and seed. */
  readonly files: string;
  /** Every parameter of the pipeline with the value that it had, as plain text. */
  readonly settings: ReadonlyMap<string, string>;
  /** Of what it was measured on; of several sources each has figures of its own. Empty where nobody can tell. */
  readonly category: string;
  /** The figures that its report shows; none where nobody can tell. */
  readonly report: readonly string[];
}

/** Undefined where it is not finished. */
export function measuredRun({ run, state, lock, metrics }: ListedRun, modelOf: ModelReader): MeasuredRun | undefined {
  if (state !== 'finished' || lock === undefined || metrics === undefined) return undefined;
  const model = modelOf(run, lock);
  const settings = model === undefined ? setOnly(lock) : allSettings(model);
  return {
    ...{ run, lock, metrics, settings },
    files: filesDigest(lock),
    category: (model && sourcesOf(model.data)[0]?.category) ?? settings.get('category') ?? '',
    report: model === undefined ? [] : reportKeys(model),
  };
}

export function allSettings({ parameters }: Model): ReadonlyMap<string, string> {
  return new Map(parameters.map(({ name, value }) => [name, value.kind === 'text' ? value.value : showValue(value)]));
}

function setOnly({ parameters }: LockFile): ReadonlyMap<string, string> {
  return new Map(Object.entries(parameters).map(([name, text]) => [name, text.replace(/^"(.*)"$/s, '$1')]));
}

export function filesDigest({ pipeline }: LockFile): string {
  const files = pipeline.sources.map(({ name, sha256 }) => [name, sha256]);
  return hashContent(JSON.stringify(files));
}
