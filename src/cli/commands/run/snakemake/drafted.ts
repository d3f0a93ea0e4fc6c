// An experiment as it would be, in a folder that is there for a look alone.
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../../../api/engine.ts';
import {
  type Experiment,
  isFinished,
  journalName,
  openExperiment,
  type PlannedExperiment,
} from '../../../../api/experiment.ts';
import { writeWhole } from '../../../../api/runs.ts';

/** `look`: is handed the experiment and its folder for the time being, in which the runs that are finished are so, too. */
export async function withDraft<T>(
  folder: string,
  planned: PlannedExperiment,
  look: (experiment: Experiment, draft: string) => Promise<T>,
): Promise<T> {
  const draft = mkdtempSync(path.join(temporaryFolder(), 'anoseg-dry-run-'));
  try {
    const journal = path.join(folder, journalName);
    if (existsSync(journal)) copyFileSync(journal, path.join(draft, journalName));
    const experiment = await openExperiment(draft, planned, 'anoseg run --dry-run');
    for (const { folder: name } of experiment.runs)
      if (isFinished(path.join(folder, name))) writeWhole(path.join(draft, name, 'metrics.json'), '');
    return await look(experiment, draft);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
