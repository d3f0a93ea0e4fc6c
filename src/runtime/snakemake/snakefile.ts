// The Snakefile of an experiment: each run a job. For people to read, and to start by hand. It lies in the experiment's folder,
// where `experiment.json` says what each run is; no value of a pipeline becomes a word of a shell.
import { besidesMb, besidesMinutes, type Demands, memoryMargin, timeMargin } from './demands.ts';
import { commentText, pythonText } from './python-text.ts';

export interface SnakefileRun {
  /** Of the run, below the experiment's. */
  readonly folder: string;
  /** What is set in it, for people. */
  readonly label: string;
  readonly demands: Demands;
}

export interface SnakefileParts {
  readonly version: string;
  /** As the user wrote it, for the comment. */
  readonly command: string;
  /** It shows this text and leaves none. */
  readonly isDryRun: boolean;
  /** What starts Snakemake by hand. */
  readonly byHand: string;
  /** Program and script that are `anoseg`. */
  readonly anoseg: readonly string[];
  readonly runs: readonly SnakefileRun[];
  readonly threads: number;
  /** Decoded pictures that a run keeps in memory, in MB. */
  readonly pictureMb: number;
  readonly device: 'cpu' | 'gpu' | undefined;
  /** Variables of the environment that decide what a run does or finds. */
  readonly variables: readonly string[];
  /** What the times come from, a sentence; undefined where nothing was measured. */
  readonly measured: string | undefined;
}

export function snakefileText(parts: SnakefileParts): string {
  return `${[head(parts), ...environment(parts), table(parts), rules(parts)].join('\n\n')}\n`;
}

function head({ version, command, isDryRun, byHand, anoseg, threads, pictureMb }: SnakefileParts): string {
  const origin = isDryRun
    ? `Shown by anoseg ${version}, and written by this without --dry-run:`
    : `Written by anoseg ${version}, and written anew by`;
  return `# The runs of an experiment as jobs of Snakemake 9. ${origin}
#   ${commentText(command)}
# By hand, in this folder:
#   ${commentText(byHand)}
# What each run is says experiment.json; it is finished where its metrics.json is there.

# What starts anoseg on a node.
ANOSEG = ${list(anoseg)}
# Of TensorFlow; another number gives other last digits.
THREADS = ${threads}
# Decoded images that a run keeps in memory; it reads more than that from the cache at each step.
IMAGES_MB = ${pictureMb}`;
}

function environment({ variables }: SnakefileParts): readonly string[] {
  if (variables.length === 0) return [];
  return [`envvars:\n${variables.map((name) => `    ${pythonText(name)},`).join('\n')}`];
}

function table({ runs, measured, pictureMb }: SnakefileParts): string {
  const time =
    measured === undefined
      ? '# No time is asked for, since no speed is known here: `anoseg bench` measures it.'
      : `# runtime, in minutes: ${timeMargin} times the training, and ${besidesMinutes} for start, images, threshold and evaluation, by what was measured:
#   ${commentText(measured)}
# A job that is killed all the same goes on from its checkpoint.`;
  const rows = runs.map(({ folder, label, demands: { memoryMb, minutes } }) => {
    const asked = [`mem_mb=${memoryMb}`, ...(minutes === undefined ? [] : [`runtime=${minutes}`])].join(', ');
    return `    ${pythonText(folder)}: dict(${asked}),  # ${commentText(label)}`;
  });
  return `# mem_mb: a step and TensorFlow by \`anoseg plan\`, times ${memoryMargin}, and ${2 * pictureMb + besidesMb} for images and the programs around it. Twice, then
# three times as much where a job is tried again.
${time}
RUNS = {
${rows.join('\n')}
}`;
}

function rules({ device, runs }: SnakefileParts): string {
  const isTimed = runs.some(({ demands }) => demands.minutes !== undefined);
  const resources = [
    'mem_mb=lambda wildcards, attempt: attempt * RUNS[wildcards.run]["mem_mb"],',
    ...(isTimed ? ['runtime=lambda wildcards: RUNS[wildcards.run]["runtime"],'] : []),
    ...(device === 'gpu' ? ['gpu=1,'] : []),
  ];
  const words = `--threads {THREADS}${device === undefined ? '' : ` --device ${device}`}`;
  return `rule all:
    input:
        expand("{run}/metrics.json", run=RUNS),

# Runs that stand first begin first: each of them once, before seeds come twice, so that there is an early answer. Early releases of
# Snakemake 9 take no function here, and have an order of their own.
from snakemake.rules import Rule
PRIORITY = {run: len(RUNS) - place for place, run in enumerate(RUNS)}
HAS_PRIORITY = hasattr(Rule, "expand_priority")

rule run:
    output:
        # Nothing else: Snakemake removes the outputs of jobs that fail, and checkpoints must stay.
        "{run}/metrics.json",
    wildcard_constraints:
        run="[^/]+",
    log:
        "logs/{run}.log",
    params:
        anoseg=ANOSEG,
    priority:
        (lambda wildcards: PRIORITY[wildcards.run]) if HAS_PRIORITY else 0
    threads: THREADS
    resources:
${resources.map((line) => `        ${line}`).join('\n')}
    shell:
        # Goes on from the run's checkpoint, begins where there is none, waits while another process is at it. Where a run goes on
        # with another processor than it began with, its lock.json says so.
        "ANOSEG_DATA_MEMORY={IMAGES_MB}MB"
        " {params.anoseg:q} run . --only {wildcards.run:q} --elsewhere ${words} >> {log:q} 2>&1"`;
}

function list(texts: readonly string[]): string {
  return `[${texts.map(pythonText).join(', ')}]`;
}
