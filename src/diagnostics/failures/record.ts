// Failures of run folders: files of a run that are damaged, changed or of others, and folders that are taken.
import { type FailureEntry, failure, told } from './entry.ts';

export interface Damaged {
  readonly file: string;
  /** `threads` is "many", expected is a number */
  readonly problem: string;
}

function damaged(about: string, hint: string, example: Damaged): FailureEntry<Damaged> {
  return failure<Damaged>({
    about,
    message: ({ file, problem }) => `${file} is not as it was written: ${problem}`,
    hint: () => hint,
    example,
  });
}

export const recordFailures = {
  'lock-damaged': damaged(
    'The lock.json of a run is cut off, edited, or of another program.',
    'bring back the file that the run wrote, or start a new run',
    { file: 'runs/parts-1/lock.json', problem: '`seed` is "many", expected is a number' },
  ),
  'metrics-damaged': damaged(
    'The metrics.json of a run is cut off, edited, or of another program.',
    'delete it; `anoseg run --resume RUN` writes it anew',
    { file: 'runs/parts-1/metrics.json', problem: 'it is empty' },
  ),
  'results-damaged': damaged(
    'What a finished run found (its model, maps, scores) is not what it wrote: edited, damaged, or of another run. Its results.json has the digests.',
    'bring back the file that the run wrote; `anoseg evaluate RUN` measures a whole model anew, into a folder of its own',
    { file: 'runs/parts-1/maps/good/000.png', problem: 'it was edited, or is of another run' },
  ),
  'bundle-damaged': damaged(
    'A shared run is cut off, was changed, or is no bundle.',
    'ask for it again: `anoseg share RUN -o FILE` writes one',
    { file: 'parts.zip', problem: 'metrics.json is not what was packed' },
  ),
  'bundle-missing': failure<{ readonly file: string }>({
    about: 'A shared run is named that is not there.',
    message: ({ file }) => `there is no file ${file}`,
    hint: () => 'look for a slip in its name; `anoseg share RUN -o FILE` writes a bundle',
    example: { file: 'parts.zip' },
  }),
  'bundle-without-model': failure<{ readonly bundle: string }>({
    about: 'A command needs the model of a shared run, which was shared without it.',
    message: ({ bundle }) => `${bundle} was written without the model`,
    hint: () => 'ask for it with the model: `anoseg share RUN --model -o FILE`; or train it: `anoseg reproduce BUNDLE`',
    example: { bundle: 'parts.zip' },
  }),
  'not-for-sharing': failure<{
    readonly run: string;
    readonly findings: readonly {
      readonly file: string;
      readonly line: number;
      readonly column: number;
      readonly what: 'path' | 'secret';
    }[];
  }>({
    about: 'What a run would share names a place on this machine, or holds what looks like a key.',
    message: ({ run, findings }) =>
      `${run} is not written into a bundle: ${findings.map(({ file, line, column, what }) => `${file}:${line}:${column} ${what === 'path' ? 'names a place on this machine' : 'looks like a secret'}`).join('; ')}`,
    hint: () => 'name data below the folder of `--data`, take the rest out of the pipeline, and run it again',
    example: { run: 'runs/parts-1', findings: [{ file: 'pipeline.anoseg', line: 4, column: 20, what: 'path' }] },
  }),
  'bundle-refused': failure<{ readonly run: string; readonly problem: string; readonly advice: string }>({
    about: 'A run cannot be written into a bundle: it is too large, or names of its files are none on other systems.',
    message: ({ run, problem }) => `${run} is not written into a bundle: ${problem}`,
    hint: ({ advice }) => advice,
    example: {
      run: 'runs/parts-1',
      problem: 'it would have 5.1 GB, and a bundle has at most 4.3 GB',
      advice: 'share it without `--model`, and hand over the folder `model/` by itself',
    },
  }),
  'events-damaged': damaged(
    'The events.jsonl of a run is of another program: not one of its lines is an event.',
    'bring back the file that the run wrote, or move it away: `anoseg run --resume RUN` goes on without it',
    { file: 'runs/parts-1/events.jsonl', problem: 'none of its lines is an event' },
  ),
  'experiment-damaged': damaged(
    'The experiment.json of an experiment is cut off, edited, or of another program.',
    'bring back the file as it was written; the runs in the folder beside it are whole each for itself',
    { file: 'runs/claims/experiment.json', problem: 'it is no JSON, or cut off' },
  ),
  'checkpoint-unreadable': damaged(
    'A saved state of a run cannot be restored.',
    'bring back what was saved, or delete the folder it lies in to go on from the one before it',
    { file: 'runs/parts-1/checkpoints/step-000100', problem: 'TensorFlow cannot restore it' },
  ),
  'checkpoint-foreign': failure<{
    readonly folder: string;
    readonly found: string | undefined;
    readonly expected: string | undefined;
  }>({
    about:
      'A saved state lies in the folder of a run that did not save it: of another seed, other data, another machine.',
    message: ({ folder, found, expected }) =>
      `${folder} is no state of this run: it was saved by ${found === undefined ? 'one that does not say which' : found.slice(7, 19)}, this is ${expected?.slice(7, 19) ?? 'one of an earlier release'}`,
    hint: ({ folder }) =>
      `take it away (\`rm -r ${folder}\`): the run goes on from the state before it, if there is one; if it is the run's own, lock.json is another run's: bring its own back`,
    example: {
      folder: 'runs/parts-1/checkpoints/step-00000100',
      found: 'sha256:ba9876543210',
      expected: 'sha256:0123456789ab',
    },
  }),
  'machine-changed': failure<{
    readonly run: string;
    readonly differences: readonly { readonly name: string; readonly before: string; readonly here: string }[];
  }>({
    about:
      'A run would go on with another TensorFlow, processor or library than it began with, which changes the last digits of its weights.',
    message: ({ run, differences }) =>
      `this machine is not what ${run} began with: ${differences.map(({ name, before, here }) => `${name} was ${before}, here ${here}`).join('; ')}`,
    hint: ({ run }) =>
      `go on where it began, or accept other last digits: \`anoseg run --resume ${run} --elsewhere\` (lock.json then says so)`,
    example: {
      run: 'runs/parts-1',
      differences: [{ name: 'tensorflow', before: '2.19.1', here: '2.20.0' }],
    },
  }),
  'later-release': failure<{ readonly file: string; readonly version: string; readonly known: string }>({
    about: 'A file was written by a later release, in a form that this one does not know.',
    message: ({ file, version, known }) =>
      `${file} was written by a later release: its format_version is ${version}, this one reads ${known}`,
    hint: () => 'install a newer anoseg, or use the file with the release that wrote it',
    example: { file: 'runs/parts-1/lock.json', version: '2.0', known: '1.x' },
  }),
  'no-run': failure<{ readonly folder: string }>({
    about: 'A folder is named as a run, and is none.',
    message: ({ folder }) => `${folder} is not a run folder: it has no lock.json`,
    hint: () => '`anoseg runs` lists the runs',
    example: { folder: 'runs/parts' },
  }),
  'lock-alone': failure<{ readonly file: string }>({
    about: 'A lock is named as a run, and what the run computed with is not beside it.',
    message: ({ file }) => `${file} is a lock by itself: the pipeline of its run is not beside it`,
    hint: () => 'name the folder of the run, or a bundle of it: `anoseg share RUN -o FILE` writes one',
    example: { file: 'parts/lock.json' },
  }),
  'no-runs': failure<{ readonly parent: string; readonly why: 'missing' | 'unreadable' }>({
    about: 'The folder whose runs are to be listed is not there, or cannot be read.',
    message: ({ parent, why }) =>
      why === 'missing' ? `there is no folder ${parent}` : `cannot read the folder ${parent}`,
    hint: () => 'name the folder that holds the runs',
    example: { parent: 'runs', why: 'missing' },
  }),
  'nothing-to-compare': failure<{ readonly folders: readonly string[]; readonly runs: number }>({
    about: 'There is no finished run among those that are to be compared.',
    message: ({ folders, runs }) =>
      runs === 0
        ? `there is no run in ${folders.join(', ')}`
        : `none of the ${runs} runs in ${folders.join(', ')} has been finished`,
    hint: ({ folders, runs }) =>
      runs === 0
        ? 'name run folders, or folders that hold them'
        : `\`anoseg runs ${folders[0] ?? ''}\` tells what became of them; \`anoseg run --resume RUN\` goes on with one`,
    example: { folders: ['runs/parts-each-seed-1a2b3c4d'], runs: 10 },
  }),
  'run-incomplete': failure<{ readonly run: string }>({
    about: 'A command needs what a run writes at its end, and the run was not finished.',
    message: ({ run }) => `the run ${run} has not been finished: it has no metrics.json`,
    hint: ({ run }) => `finish it with \`anoseg run --resume ${run}\``,
    example: { run: 'runs/parts-1' },
  }),
  'run-changed': failure<{
    readonly file: string;
    readonly expected: string;
    readonly found: string;
    /** Why it cannot be looked into: `it is gone`. */
    readonly problem?: string | undefined;
    /** What it means otherwise, a sentence, and what to type; undefined where what was there before is not kept. */
    readonly edit?: { readonly difference: string; readonly advice: string };
  }>({
    about: 'A source that a run keeps was changed after it began: going on would mix two pipelines.',
    message: ({ file, problem, edit }) => {
      const told = edit?.difference ?? problem;
      return `${file} is not what the run started with${told === undefined ? '' : `: ${told}`}`;
    },
    hint: ({ expected, found, problem, edit }) =>
      edit?.advice ??
      (problem === undefined ? undefined : 'bring it back as the run wrote it, or start a new run') ??
      `a changed pipeline is another run: copy the file and start it with \`anoseg run\`; if it was not changed, lock.json is another run's: bring its own back (lock.json has ${expected.slice(0, 12)}, the file ${found.slice(0, 12)})`,
    example: {
      file: 'runs/parts-1/pipeline.anoseg',
      expected: '0123456789ab',
      found: 'ba9876543210',
      edit: {
        difference: 'train.steps 2000 → 4000 (p.anoseg:12:11)',
        advice:
          'put it back: `cp -r runs/parts-1/.sources/. runs/parts-1`; what is changed is another run: `anoseg run runs/parts-1/pipeline.anoseg`',
      },
    },
  }),
  'meaning-changed': failure<{ readonly found: string; readonly locked: string; readonly release: string }>({
    about:
      'The pipeline of a run, with the parameters in its lock, means something else than when the run began: the lock was edited, or this release has other defaults.',
    message: ({ found, locked }) =>
      `the pipeline with the parameters of the lock has the digest ${found.slice(7, 19)}, the run began with ${locked.slice(7, 19)}`,
    hint: ({ release }) =>
      `bring back the lock.json that the run wrote; a run of another release goes on with that release (anoseg ${release})`,
    example: { found: 'sha256:ba9876543210', locked: 'sha256:0123456789ab', release: '0.1.0' },
  }),
  'data-changed': failure<{
    readonly found: { readonly files: number; readonly digest: string };
    readonly locked: { readonly files: number; readonly digest: string };
    /** Empty where the run has no list of its files. */
    readonly changes: readonly FileChange[];
  }>({
    about: 'The data set is not the one that the run began with.',
    message: ({ found, locked, changes }) =>
      `the data is not what the run started with: ${found.files} files, ${found.digest.slice(0, 19)}, not ${locked.files} files, ${locked.digest.slice(0, 19)}${changeText(changes)}`,
    hint: () => 'bring the same data back, or start a new run',
    example: {
      found: { files: 41, digest: 'sha256:0123456789ab' },
      locked: { files: 40, digest: 'sha256:ba9876543210' },
      changes: [
        {
          ...{ file: 'train/good/007.png', change: 'changed' as const },
          ...{ before: `ba9876543210${'0'.repeat(52)}`, now: `0123456789ab${'0'.repeat(52)}` },
        },
      ],
    },
  }),
  'data-changed-meanwhile': failure<{
    readonly run: string;
    /** Where the data cannot be opened any more. */
    readonly problem?: string;
    readonly changes: readonly FileChange[];
  }>({
    about:
      'Files of the data set were replaced, removed or added while a run trained, so that its figures would be of other data than its lock says.',
    message: ({ problem, changes }) =>
      `the data changed while the run trained${problem === undefined ? '' : `: ${problem}`}${changeText(changes)}; no figures were written`,
    hint: ({ run }) =>
      `the trained weights are saved: bring the files back, and \`anoseg run --resume ${run}\` writes the figures without training again; \`anoseg evaluate ${run}\` measures on the data as it is now`,
    example: {
      run: 'runs/parts-1',
      changes: [{ file: 'test/hole/007.png', change: 'missing', before: `ba9876543210${'0'.repeat(52)}`, now: null }],
    },
  }),
  'run-busy': failure<{
    readonly folder: string;
    readonly process: number;
    readonly host: string;
    readonly begun: string;
    readonly command: string;
    /** What can be done from here about that process. */
    readonly advice: string;
  }>({
    about: 'Another process works in the folder. Two that write into one run would spoil both.',
    message: ({ folder, process, host, begun, command }) =>
      `${folder} is being worked on by process ${process} on ${host} since ${begun} (${command})`,
    hint: ({ advice }) => advice,
    example: {
      folder: 'runs/parts-1',
      process: 4711,
      host: 'bench-2',
      begun: '2026-01-31 12:00 UTC',
      command: 'anoseg run parts.anoseg',
      advice: 'wait for its end, stop it with `kill 4711`, or choose another folder',
    },
  }),
  'claim-lost': failure<{ readonly folder: string; readonly file: string }>({
    about: 'A process stood still so long that another one took its folder over. It writes nothing more.',
    message: ({ folder, file }) =>
      `${folder} is no longer claimed by this process: it stood still until another one took over, or ${file} was removed`,
    hint: () => 'nothing more was written; `anoseg run --resume RUN` goes on where nobody else does',
    example: { folder: 'runs/parts-1', file: 'claim.json' },
  }),
  'run-gone': failure<{ readonly folder: string }>({
    about: 'The folder of a run was removed or moved while a process worked in it.',
    message: ({ folder }) => `${folder} is gone: it was removed or moved while this process worked in it`,
    hint: () => 'nothing more was written; put it back and go on with `anoseg run --resume RUN`, or start anew',
    example: { folder: 'runs/parts-1' },
  }),
  'run-exists': failure<{ readonly folder: string }>({
    about: 'A new run is to go where a run lies already.',
    message: ({ folder }) => `${folder} holds a run already`,
    hint: ({ folder }) => `go on with \`anoseg run --resume ${folder}\`, or choose another \`--out\``,
    example: { folder: 'runs/parts-1' },
  }),
  'out-exists': failure<{ readonly folder: string; readonly other: string; readonly instead: string }>({
    about: 'Results are to go into a folder that holds something else.',
    message: ({ folder, other }) => `${folder} is there already, and not empty: it holds ${other}`,
    hint: ({ instead }) => `choose a new folder, such as \`--out ${instead}\`; nothing was written`,
    example: { folder: 'photos', other: '1.png', instead: 'photos/results' },
  }),
  'out-in-data': failure<{ readonly place: string; readonly root: string }>({
    about: 'Results would become images of the data set.',
    message: ({ place, root }) => `${place} lies in the data set ${root}, where pictures become images of the data`,
    hint: () => 'name a place outside of it with `--out`',
    example: { place: 'data/bottle/runs', root: 'data/bottle' },
  }),
  'file-exists': failure<{ readonly file: string }>({
    about: 'A file is to be written where one lies already.',
    message: ({ file }) => `${file} is there already`,
    hint: () => 'choose another name with `--out`, or add `--force` to replace it',
    example: { file: 'preview.png' },
  }),
  'experiment-changed': failure<{ readonly folder: string; readonly differences: readonly string[] }>({
    about: 'An experiment is to go on in the folder of another one.',
    message: ({ folder, differences }) => `${folder} holds another experiment: ${differences.join('; ')}`,
    hint: () => 'choose another folder with `--out`, or ask for what the folder holds',
    example: { folder: 'runs/claims', differences: ['`train.steps` was 1200 and is 600'] },
  }),
  'foreign-model': failure<{ readonly file: string; readonly what: string }>({
    about:
      'A model holds operations that no pipeline compiles to. A model can read and write files, so it is not loaded.',
    message: ({ file, what }) => `${file} holds ${what}, which no pipeline compiles to: it has not been loaded`,
    hint: () =>
      'a model can read and write files: use the run folders of people you trust, or train the pipeline again',
    example: { file: 'runs/parts-1/model/saved_model.pb', what: 'the operation ReadFile' },
  }),
  'damaged-model': failure<{ readonly folder: string }>({
    about: 'The model of a run is missing, cut off, or has lost its variables.',
    message: ({ folder }) => `the model in ${folder} is missing or damaged`,
    hint: () =>
      'copy the run folder again; where its checkpoints are whole, `anoseg run --resume RUN` writes the model anew',
    example: { folder: 'runs/parts-1/model' },
  }),
  'training-diverged': failure<{ readonly loss: string; readonly value: number; readonly step: number }>({
    about: 'A loss became NaN or infinite: nothing that follows would mean anything.',
    message: ({ loss, value, step }) => `the loss \`${loss}\` is ${value} at step ${step}`,
    hint: () => 'lower the learning rate, or the weight of this loss',
    example: { loss: 'dice', value: Number.NaN, step: 120 },
  }),
  'pipeline-missing': failure<{ readonly name: string; readonly why: string }>({
    about: 'A pipeline is named that is not there.',
    message: ({ name, why }) => `${name} ${why}`,
    hint: () => 'name a pipeline: a file that ends in .anoseg, .yaml or .yml, or `-` for standard input',
    example: { name: 'parts.anoseg', why: 'does not exist' },
  }),
  'pipeline-unreadable': failure<{ readonly name: string; readonly reason: string }>({
    about: 'A pipeline is there, and the system does not let it be read.',
    message: ({ name, reason }) => `${name} cannot be read: ${reason}`,
    hint: () => 'see to the file',
    example: { name: 'parts.anoseg', reason: 'its permissions forbid it' },
  }),
  'home-sign': failure<{ readonly word: string; readonly advice: string }>({
    about: 'A place begins with `~` where no shell puts the home folder.',
    message: ({ word }) => `there is no ${word}: \`~\` was taken for the name of a folder`,
    hint: ({ advice }) => advice,
    example: { word: '~/parts', advice: 'type `~/parts` as a word of its own, or "$HOME/parts"' },
  }),
  'temporary-folder': told({
    about: 'The folder for temporary files cannot be used.',
    example: {
      problem: 'the folder for temporary files cannot be used: no space left on the disk',
      advice: 'free some space there, or let TMPDIR name another folder',
    },
  }),
} as const;

/** So many files are named. */
const mostNamed = 5;

/** A file of a data set, then and now. */
export interface FileChange {
  readonly file: string;
  readonly change: 'missing' | 'new' | 'changed';
  /** The first part of it that differs: SHA-256, null where there is none. */
  readonly before: string | null;
  readonly now: string | null;
}

function changeText(changes: readonly FileChange[]): string {
  if (changes.length === 0) return '';
  const named = changes.slice(0, mostNamed).map(({ file, change, before, now }) => {
    const hashes = change === 'changed' ? `${hashText(before)}, now ${hashText(now)}` : hashText(before ?? now);
    return `${change} ${file} (${hashes})`;
  });
  const more = changes.length - named.length;
  return `: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function hashText(sha256: string | null): string {
  return sha256?.slice(0, 12) ?? 'none';
}
