// Commands that take a pipeline, or write one.
import { type Command, Option } from 'commander';
import type { BenchOptions } from '../commands/bench/bench.ts';
import type { ConvertOptions } from '../commands/convert.ts';
import type { FmtOptions } from '../commands/fmt.ts';
import type { InitOptions } from '../commands/init/init.ts';
import type { PlanOptions } from '../commands/plan/plan.ts';
import type { PreviewOptions } from '../commands/preview.ts';
import type { RunOptions } from '../commands/run/run.ts';
import type { PipelineOptions } from '../pipelines/pipelines.ts';
import type { AddCommand } from '../shell/command-form.ts';
import {
  force,
  output,
  positiveInteger,
  settings,
  sheetCount,
  stepNumber,
  watch,
  wholeNumber,
} from '../shell/options.ts';
import { addCheckCommand } from './check.ts';

/** What every command takes that computes with a pipeline. */
const work = [settings.set, settings.data, settings.threads, settings.device, ...output];

function repeated(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Of runs that are done by Snakemake; what stands behind `--` is handed to it. */
const snakemake = [
  new Option('--on <PLACE>', 'do the runs of a grid as jobs of Snakemake; words behind `--` are handed to it').choices([
    'snakemake',
  ]),
  new Option('--executor <NAME>', "Snakemake's executor: slurm, kubernetes, … (default: this machine)"),
  new Option('--jobs <N>', 'jobs at a time (default: 100; on this machine what its cores take)').argParser(
    positiveInteger,
  ),
  new Option('--dry-run', 'show the Snakefile and what Snakemake would do, and do nothing'),
];

export function addPipelineCommands(program: Command, add: AddCommand): void {
  add(program, {
    usage: 'run [PIPELINE] [SNAKEMAKE...]',
    summary: 'train, choose the threshold, evaluate; write the run folder and its report',
    options: [
      new Option('--out <DIR>', 'the run folder, new or empty (default: runs/NAME-DIGEST-N)'),
      new Option('--resume <RUN>', 'go on where a run stopped, exactly'),
      new Option('--elsewhere', 'with --resume: also with another TensorFlow or processor, which changes last digits'),
      new Option(
        '--each <NAME=A,B>',
        'one run for each value (`seed=1..5`, `category=all` for all that are there), then one table; several of them: a grid',
      ).argParser(repeated),
      new Option(
        '--only <RUN>',
        'of an experiment this run alone, by the name of its folder; as often as given',
      ).argParser(repeated),
      ...snakemake,
      ...work,
    ],
    examples: [
      'anoseg run pipelines/quickstart.anoseg',
      'anoseg run pipelines/mvtec-bottle.anoseg --data ~/mvtec --set steps=2000',
      'anoseg run --resume runs/quickstart-1a2b3c4d-1',
      'anoseg run pipelines/mvtec-bottle.anoseg --data ~/mvtec --each category=all',
      'anoseg run pipelines/quickstart.anoseg --each width=8,16 --each seed=1..3 --out runs/widths',
      'anoseg run runs/widths',
      'anoseg run runs/widths --on snakemake --executor slurm --jobs 16 -- --slurm-no-account',
    ],
    run: async ([pipeline, more]: readonly [string | undefined, readonly string[]], options: RunOptions, terminal) =>
      (await import('../commands/run/run.ts')).runCommand(
        [...(pipeline === undefined ? [] : [pipeline]), ...more],
        options,
        terminal,
      ),
  });
  addCheckCommand(program, add, async () => (await import('../commands/check/check.ts')).checkCommand);
  add(program, {
    usage: 'fmt [PIPELINES...]',
    summary: 'bring pipelines (files, folders, patterns) into their canonical form',
    options: [
      new Option('--check', 'change nothing; exit 1 where a file is not in canonical form'),
      new Option('--upgrade', 'rewrite old versions and spellings of the language too'),
      ...output,
    ],
    examples: [
      'anoseg fmt pipelines',
      'anoseg fmt --check .',
      'anoseg fmt --upgrade old.anoseg',
      'anoseg fmt - < draft.anoseg > pipeline.anoseg',
    ],
    run: async ([files]: readonly [readonly string[]], options: FmtOptions, terminal) =>
      (await import('../commands/fmt.ts')).fmtCommand(files, options, terminal),
  });
  add(program, {
    usage: 'convert <PIPELINE>',
    summary: 'the same pipeline in the other syntax, comments included',
    options: [
      new Option('--to <SYNTAX>', 'the syntax').choices(['anoseg', 'yaml']).makeOptionMandatory(),
      new Option('--out <FILE>', 'where it goes (default: standard output)'),
      force,
      ...output,
    ],
    examples: [
      'anoseg convert pipelines/mvtec-bottle.anoseg --to yaml',
      'anoseg convert bottle.yaml --to anoseg --out bottle.anoseg',
    ],
    run: async ([pipeline]: readonly [string], options: ConvertOptions, terminal) =>
      (await import('../commands/convert.ts')).convertCommand(pipeline, options, terminal),
  });
  add(program, {
    usage: 'explain <PIPELINE> [NAME]',
    summary: 'the effective settings, each with its value and where it comes from; or one part or operation',
    options: [settings.set, ...output],
    examples: [
      'anoseg explain pipelines/mvtec-bottle.anoseg --set width=32',
      'anoseg explain pipelines/mvtec-bottle.anoseg train',
      'anoseg explain pipelines/mvtec-bottle.anoseg conv',
    ],
    run: async ([pipeline, name]: readonly [string, string | undefined], options: PipelineOptions, terminal) =>
      (await import('../commands/explain/explain.ts')).explainCommand(pipeline, name, options, terminal),
  });
  add(program, {
    usage: 'plan <PIPELINE>',
    summary: 'every tensor with its shape, weights and cost; what each loss trains; the memory of a step',
    options: [
      new Option(
        '--graph <FORM>',
        'draw the networks instead, print the TensorFlow graphs, or what of them a GPU takes',
      ).choices(['mermaid', 'svg', 'text', 'placement']),
      new Option('--out <FILE>', 'where the drawing goes (default: standard output)'),
      force,
      ...work,
    ],
    examples: [
      'anoseg plan pipelines/mvtec-bottle.anoseg --set width=32',
      'anoseg plan pipelines/quickstart.anoseg --graph svg --out quickstart.svg',
      'anoseg plan pipelines/quickstart.anoseg --graph text --set size=64 --out quickstart.graph.txt',
    ],
    run: async ([pipeline]: readonly [string], options: PlanOptions, terminal) =>
      (await import('../commands/plan/plan.ts')).planCommand(pipeline, options, terminal),
  });
  add(program, {
    usage: 'preview <PIPELINE>',
    summary: 'a contact sheet of synthetic anomalies: normal image, synthetic anomaly, mask',
    options: [
      new Option('--count <N>', 'how many, 400 at most').default(16).argParser(sheetCount),
      new Option('--out <FILE>', 'where the picture goes; an earlier sheet is replaced').default('preview.png'),
      force,
      new Option('--seed <N>', "draw with another seed than the pipeline's").argParser(wholeNumber),
      new Option('--step <N>', 'what training draws at this step, from 0; `last` for the last one')
        .default(0, '0')
        .argParser(stepNumber),
      watch,
      ...work,
    ],
    examples: [
      'anoseg preview pipelines/quickstart.anoseg',
      'anoseg preview pipelines/quickstart.anoseg --watch',
      'anoseg preview pipelines/quickstart.anoseg --step last',
      'anoseg preview pipelines/mvtec-bottle.anoseg --data ~/mvtec --count 32 --seed 5 --out anomalies.png',
    ],
    run: async ([pipeline]: readonly [string], options: PreviewOptions, terminal) =>
      (await import('../commands/preview.ts')).previewCommand(pipeline, options, terminal),
  });
  add(program, {
    usage: 'bench <PIPELINE>',
    summary: 'how fast training is here: step time, images a second, memory, and which operations cost most',
    options: [
      new Option('--steps <N>', 'how many are measured (default: 10, or fewer where they are slow)').argParser(
        positiveInteger,
      ),
      ...work,
    ],
    examples: [
      'anoseg bench pipelines/quickstart.anoseg',
      'anoseg bench pipelines/mvtec-bottle.anoseg --set size=128 --set width=32 --threads 2',
      'anoseg bench mine.anoseg --steps 50 --json > bench.json',
    ],
    run: async ([pipeline]: readonly [string], options: BenchOptions, terminal) =>
      (await import('../commands/bench/bench.ts')).benchCommand(pipeline, options, terminal),
  });
  add(program, {
    usage: 'init <FOLDER>',
    summary: 'look at a folder of images and write a pipeline for it',
    options: [
      new Option('--out <FILE>', 'where the pipeline goes (default: standard output)'),
      new Option('--scratch', 'a network that learns all from these images, without pretrained weights'),
      force,
      settings.data,
      ...output,
    ],
    examples: ['anoseg init ~/images/parts --out parts.anoseg', 'anoseg init ~/mvtec/bottle'],
    run: async ([folder]: readonly [string], options: InitOptions, terminal) =>
      (await import('../commands/init/init.ts')).initCommand(folder, options, terminal),
  });
}
