// lock.json of a run that begins.
import path from 'node:path';
import type { RunEvent } from '../contract/events.ts';
import type { OpenedEngine, Surroundings } from '../contract/service.ts';
import type { Prepared } from '../feed/prepare.ts';
import { describeMachine } from '../record/describe-machine.ts';
import { identityOf, type LockFile, lockVersion, samenessOf } from '../record/lock.ts';
import { storeSources } from '../record/stored-sources.ts';
import type { RunPlan } from './run-plan.ts';

export function newLock(
  plan: RunPlan,
  around: Surroundings<RunEvent>,
  engine: OpenedEngine,
  { digest, sources, skipped }: Prepared,
): LockFile {
  const { model, folder, bundle } = plan;
  const lock = {
    format_version: lockVersion,
    name: model.name,
    command: around.command,
    pipeline: { digest: plan.digest, entry: bundle.entry, ...storeSources(folder, bundle) },
    parameters: plan.overrides,
    data: {
      ...digest,
      folder: path.resolve(plan.dataFolder),
      ...(sources === undefined ? {} : { sources }),
      ...(skipped.length === 0 ? {} : { skipped: skipped.map(({ image, message }) => ({ image, reason: message })) }),
    },
    ...(plan.starts.length === 0 ? {} : { starts: plan.starts }),
    seed: model.train.seed,
    steps: model.train.steps,
    ...describeMachine(engine, { threads: plan.threads, anoseg: around.anosegVersion }),
  };
  const { format_version, ...content } = lock;
  return { format_version, identity: identityOf(lock), sameness: samenessOf(lock), ...content };
}
