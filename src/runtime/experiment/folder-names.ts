// The folder of each run of an experiment: its label as far as disks take it; a number behind one that is taken.
import { fittingName } from '../files/fitting-name.ts';
import { labelOf, type Parameters } from './combinations.ts';

/** Room for a number, and for what lies beside a folder while it is written. */
const ending = '-00000'.length;

/** `taken`: those of before, and the experiment's own files. To some disks `A` and `a` are the same. */
export function folderNames(runs: readonly Parameters[], taken: readonly string[]): readonly string[] {
  const used = new Set(taken.map((name) => name.toLowerCase()));
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
