// Commands that take a run, or maps of any method.
import { type Command, Option } from 'commander';
import { type CompareOptions, compareFormats } from '../commands/compare/compare-options.ts';
import type { DiffOptions } from '../commands/diff/diff.ts';
import type { EvaluateOptions } from '../commands/evaluate.ts';
import type { PredictOptions } from '../commands/predict/predict.ts';
import type { ReproduceOptions } from '../commands/reproduce/reproduce.ts';
import type { RunChoice } from '../commands/runs/chosen-runs.ts';
import type { ScoreOptions } from '../commands/score.ts';
import type { ShareOptions } from '../commands/share.ts';
import type { AddCommand } from '../shell/command-form.ts';
import {
  falsePositiveRates,
  force,
  imageScore,
  names,
  output,
  overlap,
  positiveInteger,
  resolutionOption,
  settings,
  threshold,
  thresholdOptions,
} from '../shell/options.ts';

export function addResultCommands(program: Command, add: AddCommand): void {
  add(program, {
    usage: 'evaluate <RUN>',
    summary: 'evaluate a run again, also on other data',
    options: [
      new Option('--data <DIR>', 'folder that holds the data sets (default: as the run had it)'),
      new Option('--source <SOURCE>', 'another data source, as a pipeline writes it'),
      new Option('--out <DIR>', 'where the results go (default: the next of RUN/evaluations/)'),
      resolutionOption,
      ...thresholdOptions,
      settings.threads,
      settings.device,
      ...output,
    ],
    examples: [
      'anoseg evaluate runs/mvtec-bottle-1a2b3c4d-1',
      'anoseg evaluate runs/parts-1a2b3c4d-1 --source \'folder("parts-of-may")\' --data ~/images',
    ],
    run: async ([run]: readonly [string], options: EvaluateOptions, terminal) =>
      (await import('../commands/evaluate.ts')).evaluateCommand(run, options, terminal),
  });
  add(program, {
    usage: 'predict <RUN> <IMAGES...>',
    summary: 'anomaly maps, overlays, outlines and scores for images that have no labels',
    options: [
      new Option(
        '--out <DIR>',
        'where the results go: a new folder, or that of the same command',
      ).makeOptionMandatory(),
      ...thresholdOptions,
      new Option(
        '--tile [SIZE]',
        'large images in tiles of SIZE pixels (default: the size that the pipeline sees)',
      ).argParser(positiveInteger),
      new Option('--overlap <SHARE>', 'what neighbouring tiles have in common (default: 25%)').argParser(overlap),
      new Option(
        '--category <NAME>',
        'which of the sources the images are of, where the networks ask for it (`category()`)',
      ),
      new Option('--no-overlays', 'no pictures for people'),
      settings.threads,
      settings.device,
      ...output,
    ],
    examples: [
      'anoseg predict runs/mvtec-bottle-1a2b3c4d-1 photos/ --out found',
      'anoseg predict runs/parts-1a2b3c4d-1 "photos/**/*.tif" --out found --threshold 0.6 --json',
      'anoseg predict runs/weave-1a2b3c4d-1 cloth-10000px.png --tile --out found',
    ],
    run: async ([run, images]: readonly [string, readonly string[]], options: PredictOptions, terminal) =>
      (await import('../commands/predict/predict.ts')).predictCommand(run, images, options, terminal),
  });
  add(program, {
    usage: 'score',
    summary: 'the metrics for anomaly maps made by any method',
    options: [
      new Option(
        '--maps <DIR>',
        'anomaly maps: grey PNG or TIFF of 8 or 16 bits, TIFF of floats, or .npy of float32 or float64',
      ).makeOptionMandatory(),
      new Option('--masks <DIR>', 'ground truth, by the path and name of each map').makeOptionMandatory(),
      new Option('--missing-mask <WHAT>', 'what a map without mask is, outside of good/')
        .choices(['error', 'normal'])
        .default('error'),
      new Option('--threshold <T>', 'a pixel counts as anomalous at T or above: for iou and f1').argParser(threshold),
      new Option('--image-threshold <T>', 'the same for images, on their scores: for image_f1').argParser(threshold),
      new Option('--fpr <SHARES>', 'the false positive rate where AUPRO ends, or several (default: 0.3)').argParser(
        falsePositiveRates,
      ),
      new Option(
        '--image-score <SCORE>',
        "an image's score: max, or top:N for the mean of the N highest pixels",
      ).argParser(imageScore),
      resolutionOption,
      ...output,
    ],
    examples: [
      'anoseg score --maps maps --masks bottle/ground_truth --threshold 0.5',
      'anoseg score --maps maps --masks masks --fpr 0.3,0.05 --image-score top:100 --json',
      'anoseg score --maps maps-256px --masks bottle/ground_truth --resolution 900x900',
    ],
    run: async (_, options: ScoreOptions, terminal) =>
      (await import('../commands/score.ts')).scoreCommand(options, terminal),
  });
  add(program, {
    usage: 'runs [DIR]',
    summary: 'list runs, the newest last: what differs between them, and their figures',
    options: [
      new Option(
        '--where <CONDITION>',
        'only those of which it holds: a parameter, a figure, state, seed, began with =, !=, <, <=, >, >=; several: all of them',
      ).argParser((value: string, before: readonly string[] = []) => [...before, value]),
      new Option(
        '--sort <KEY>',
        'by a figure, a parameter, state, seed, …, the highest last; -KEY the other way round (default: began)',
      ),
      ...output,
    ],
    examples: [
      'anoseg runs',
      'anoseg runs experiments --where state=finished --sort image_auroc',
      "anoseg runs --where seed=1 --where 'pixel_ap>=0.8' --json",
      'anoseg runs --where began=2026-11-29 --sort=-began',
    ],
    run: async ([folder]: readonly [string | undefined], options: RunChoice, terminal) =>
      (await import('../commands/runs/runs.ts')).runsCommand(folder, options, terminal),
  });
  add(program, {
    usage: 'compare <FOLDERS...>',
    summary:
      'runs of an experiment, or any runs, as one table: mean and deviation over seeds, paired differences with interval and p-value',
    options: [
      new Option(
        '--by <NAMES>',
        'parameters whose values are compared, or `pipeline` (default: all that differ, but seed and category)',
      ).argParser(names),
      new Option('--figure <NAMES>', 'figures of metrics.json (default: those of the report)').argParser(names),
      new Option('--baseline <VALUE>', 'the variant that others are held against (default: the first)'),
      new Option(
        '--unit <WHAT>',
        'what counts once in the test (default: the category where there are several, else the seed)',
      ).choices(['category', 'seed']),
      new Option('--format <FORMAT>', 'the form (default: by the ending of `--out`, else text)').choices(
        compareFormats,
      ),
      new Option('-o, --out <FILE>', 'where it goes (default: standard output)'),
      force,
      ...output,
    ],
    examples: [
      'anoseg compare runs/parts-each-kind-seed-1a2b3c4d',
      'anoseg compare runs/scratch-* runs/pretrained-* --figure pixel_ap,aupro',
      'anoseg compare grid --by kind --baseline bce -o table.tex',
      'anoseg compare grid -o grid.html',
    ],
    run: async ([folders]: readonly [readonly string[]], options: CompareOptions, terminal) =>
      (await import('../commands/compare/compare.ts')).compareCommand(folders, options, terminal),
  });
  add(program, {
    usage: 'share <RUN>',
    summary: 'write a bundle for a colleague: pipeline, imports, lock, losses and figures, not the data',
    options: [
      new Option('-o, --out <FILE>', 'the bundle: a zip file').makeOptionMandatory(),
      new Option('--model', 'with the weights, so that `predict` takes it'),
      force,
      ...output,
    ],
    examples: ['anoseg share runs/parts-1a2b3c4d-1 -o parts.zip', 'anoseg reproduce parts.zip --data ~/mvtec'],
    run: async ([run]: readonly [string], options: ShareOptions, terminal) =>
      (await import('../commands/share.ts')).shareCommand(run, options, terminal),
  });
  add(program, {
    usage: 'reproduce <RUN>',
    summary:
      'run again what a run, its lock or a bundle recorded, and compare: to the bit, or how far apart; ends with 1 where it comes out otherwise',
    options: [
      new Option('--data <DIR>', 'folder that holds the data sets (default: as the run had it)'),
      new Option('--out <DIR>', 'where the new run goes (default: the next of runs/)'),
      ...output,
    ],
    examples: ['anoseg reproduce runs/parts-1a2b3c4d-1', 'anoseg reproduce from-a-colleague --data ~/mvtec --json'],
    run: async ([run]: readonly [string], options: ReproduceOptions, terminal) =>
      (await import('../commands/reproduce/reproduce.ts')).reproduceCommand(run, options, terminal),
  });
  add(program, {
    usage: 'diff <A> <B>',
    summary: 'what differs in meaning between two pipelines, runs or locks; ends with 1 where something does',
    options: [new Option('--all', 'also what follows from other differences'), ...output],
    examples: [
      'anoseg diff mine.anoseg yours.yaml',
      'anoseg diff runs/parts-1a2b3c4d-1 runs/parts-5e6f7a8b-1',
      'anoseg diff parts.anoseg runs/parts-1a2b3c4d-1/lock.json --json',
    ],
    run: async (places: readonly [string, string], options: DiffOptions, terminal) =>
      (await import('../commands/diff/diff.ts')).diffCommand(places, options, terminal),
  });
}
