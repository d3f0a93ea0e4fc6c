// The folder of each run of an experiment: its label as far as disks take it; a number behind one that is taken.
import { claimFile } from '../claim/claim-file.ts';
import { fittingName } from '../files/fitting-name.ts';
import { runFolder } from '../record/run-folder.ts';
import { labelOf, type Parameters } from './combinations.ts';

/** Room for a number, and for what lies beside a folder while it is written. */
const ending = '-00000'.length;

export const journalName = 'experiment.json';

/** What else lies, or may lie, in an experiment's folder, and what would make it look like a run's. */
function ownNames(): readonly string[] {
  const { lock, events, metrics } = runFolder('');
  return [journalName, claimFile, 'Snakefile', 'logs', '.snakemake', lock, events, metrics];
}

/** `before`: folders of runs that are there. To some disks `A` and `a` are the same. */
export function folderNames(runs: readonly Parameters[], before: readonly string[]): readonly string[] {
  const used = new Set([...ownNames(), ...before].map((name) => name.toLowerCase()));
  return runs.map((parameters) => {
    const plain = fittingName(plainName(labelOf(parameters)), ' '.repeat(ending)).trimEnd();
    let folder = plain;
    for (let i = 2; used.has(folder.toLowerCase()); i++) folder = `${plain}-${i}`;
    used.add(folder.toLowerCase());
    return folder;
  });
}

function plainName(label: string): string {
  return label.replace(/[^\w.-]+/g, '_').replace(/^[.-]+/, '_') || '_';
}
