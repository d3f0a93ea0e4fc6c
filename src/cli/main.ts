// The command line: which commands there are, and what each takes. A command is loaded when it is used.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { CheckOptions } from './commands/check.ts';
import type { ConvertOptions } from './commands/convert.ts';
import type { InstallCommandOptions } from './commands/engine.ts';
import type { EvaluateOptions } from './commands/evaluate.ts';
import type { FmtOptions } from './commands/fmt.ts';
import type { InitOptions } from './commands/init.ts';
import type { PlanOptions } from './commands/plan.ts';
import type { PredictOptions } from './commands/predict.ts';
import type { PreviewOptions } from './commands/preview.ts';
import type { RunOptions } from './commands/run.ts';
import type { ScoreOptions } from './commands/score.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { failureOf, printFailure } from './failure.ts';
import {
  falsePositiveRates,
  imageScore,
  overlap,
  positiveInteger,
  resolutionOption,
  sheetCount,
  threshold,
  thresholdOptions,
  wholeNumber,
} from './options.ts';
import type { PipelineOptions } from './pipelines.ts';
import { type OutputOptions, openTerminal, type Terminal } from './terminal.ts';
import { packageVersion } from './version.ts';

interface CommandForm<A extends readonly unknown[], O extends object> {
  /** Name and arguments, as commander writes them. */
  readonly usage: string;
  readonly summary: string;
  readonly options: readonly Option[];
  readonly examples: readonly string[];
  readonly run: (args: A, options: O, terminal: Terminal) => Promise<ExitCode>;
}

const settings = {
  set: new Option('--set <NAME=VALUE>', 'set a parameter that the pipeline declares').argParser(
    (value: string, before: readonly string[] = []) => [...before, value],
  ),
  data: new Option('--data <DIR>', 'folder that holds the data sets (default: $ANOSEG_DATA, else data)'),
  threads: new Option('--threads <N>', 'threads of TensorFlow; another number gives other last digits').argParser(
    positiveInteger,
  ),
  device: new Option('--device <DEVICE>', 'where TensorFlow computes').choices(['cpu', 'gpu']),
  json: new Option('--json', 'JSON on standard output, and nothing else'),
  quiet: new Option('--quiet', 'results and errors only'),
  noColor: new Option('--no-color', 'no colours'),
} as const;
const output = [settings.json, settings.quiet, settings.noColor];

function addCommands(program: Command, finish: (code: ExitCode) => void): void {
  const add = <A extends readonly unknown[], O extends object>(parent: Command, form: CommandForm<A, O>) =>
    addCommand(parent, form, finish);
  add(program, {
    usage: 'run [PIPELINE]',
    summary: 'train, choose the threshold, evaluate; write the run folder and its report',
    options: [
      new Option('--out <DIR>', 'the run folder (default: runs/NAME-DIGEST-N)'),
      new Option('--resume <RUN>', 'go on where a run stopped, exactly'),
      new Option('--each <NAME=A,B>', 'one run for each value, then one table; `category=all` for all that are there'),
      settings.set,
      settings.data,
      settings.threads,
      settings.device,
      ...output,
    ],
    examples: [
      'anoseg run pipelines/quickstart.anoseg',
      'anoseg run pipelines/mvtec-bottle.anoseg --data ~/mvtec --set steps=2000',
      'anoseg run --resume runs/quickstart-1a2b3c4d-1',
      'anoseg run pipelines/mvtec-bottle.anoseg --data ~/mvtec --each category=all',
    ],
    run: async ([pipeline]: readonly [string | undefined], options: RunOptions, terminal) =>
      (await import('./commands/run.ts')).runCommand(pipeline, options, terminal),
  });
  add(program, {
    usage: 'check [PIPELINES...]',
    summary: 'validate pipelines (files, folders, patterns), without TensorFlow',
    options: [
      new Option('--format <FORMAT>', 'how findings are told (default: human)').choices([
        'human',
        'json',
        'sarif',
        'github',
      ]),
      new Option('--strict', 'warnings fail too'),
      new Option('--explain <CODE>', 'what a rule is, with a wrong and a right example'),
      new Option('--with-data', 'open the data set too, and read every file'),
      new Option(
        '--memory <SIZE>',
        'memory of the machine that will train, such as 24GB (default: of this one)',
      ).argParser(byteSize),
      settings.data,
      settings.set,
      ...output,
    ],
    examples: [
      'anoseg check pipelines/mvtec-bottle.anoseg',
      'anoseg check --format github --strict .',
      "anoseg check 'pipelines/**/*.anoseg' --with-data --data ~/mvtec",
      'anoseg check --explain shape-mismatch',
    ],
    run: async ([files]: readonly [readonly string[]], options: CheckOptions, terminal) =>
      (await import('./commands/check.ts')).checkCommand(files, options, terminal),
  });
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
      (await import('./commands/fmt.ts')).fmtCommand(files, options, terminal),
  });
  add(program, {
    usage: 'convert <PIPELINE>',
    summary: 'the same pipeline in the other syntax, comments included',
    options: [
      new Option('--to <SYNTAX>', 'the syntax').choices(['anoseg', 'yaml']).makeOptionMandatory(),
      new Option('--out <FILE>', 'where it goes (default: standard output)'),
      ...output,
    ],
    examples: [
      'anoseg convert pipelines/mvtec-bottle.anoseg --to yaml',
      'anoseg convert bottle.yaml --to anoseg --out bottle.anoseg',
    ],
    run: async ([pipeline]: readonly [string], options: ConvertOptions, terminal) =>
      (await import('./commands/convert.ts')).convertCommand(pipeline, options, terminal),
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
      (await import('./commands/explain.ts')).explainCommand(pipeline, name, options, terminal),
  });
  add(program, {
    usage: 'plan <PIPELINE>',
    summary: 'every tensor with its shape, weights and cost; what each loss trains; the memory of a step',
    options: [
      new Option('--graph <FORM>', 'draw the networks instead').choices(['mermaid', 'svg']),
      new Option('--out <FILE>', 'where the drawing goes (default: standard output)'),
      settings.set,
      ...output,
    ],
    examples: [
      'anoseg plan pipelines/mvtec-bottle.anoseg --set width=32',
      'anoseg plan pipelines/quickstart.anoseg --graph svg --out quickstart.svg',
    ],
    run: async ([pipeline]: readonly [string], options: PlanOptions, terminal) =>
      (await import('./commands/plan.ts')).planCommand(pipeline, options, terminal),
  });
  add(program, {
    usage: 'preview <PIPELINE>',
    summary: 'a contact sheet of synthetic anomalies: normal image, synthetic anomaly, mask',
    options: [
      new Option('--count <N>', 'how many, 400 at most').default(16).argParser(sheetCount),
      new Option('--out <FILE>', 'where the picture goes').default('preview.png'),
      new Option('--seed <N>', "draw with another seed than the pipeline's").argParser(wholeNumber),
      settings.set,
      settings.data,
      settings.threads,
      settings.device,
      ...output,
    ],
    examples: [
      'anoseg preview pipelines/quickstart.anoseg',
      'anoseg preview pipelines/mvtec-bottle.anoseg --data ~/mvtec --count 32 --seed 5 --out anomalies.png',
    ],
    run: async ([pipeline]: readonly [string], options: PreviewOptions, terminal) =>
      (await import('./commands/preview.ts')).previewCommand(pipeline, options, terminal),
  });
  add(program, {
    usage: 'init <FOLDER>',
    summary: 'look at a folder of images and write a pipeline for it',
    options: [
      new Option('--out <FILE>', 'where the pipeline goes (default: standard output)'),
      settings.data,
      ...output,
    ],
    examples: ['anoseg init ~/images/parts --out parts.anoseg', 'anoseg init ~/mvtec/bottle'],
    run: async ([folder]: readonly [string], options: InitOptions, terminal) =>
      (await import('./commands/init.ts')).initCommand(folder, options, terminal),
  });
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
      (await import('./commands/evaluate.ts')).evaluateCommand(run, options, terminal),
  });
  add(program, {
    usage: 'predict <RUN> <IMAGES...>',
    summary: 'anomaly maps, overlays, outlines and scores for images that have no labels',
    options: [
      new Option('--out <DIR>', 'where the results go').makeOptionMandatory(),
      ...thresholdOptions,
      new Option(
        '--tile [SIZE]',
        'large images in tiles of SIZE pixels (default: the size that the pipeline sees)',
      ).argParser(positiveInteger),
      new Option('--overlap <SHARE>', 'what neighbouring tiles have in common (default: 25%)').argParser(overlap),
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
      (await import('./commands/predict.ts')).predictCommand(run, images, options, terminal),
  });
  add(program, {
    usage: 'score',
    summary: 'the metrics for anomaly maps made by any method',
    options: [
      new Option(
        '--maps <DIR>',
        'anomaly maps: grey PNG of 8 or 16 bits, or .npy of float32 or float64',
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
      (await import('./commands/score.ts')).scoreCommand(options, terminal),
  });
  add(program, {
    usage: 'runs [DIR]',
    summary: 'list and compare runs: what differs between them, and their figures',
    options: output,
    examples: ['anoseg runs', 'anoseg runs experiments --json'],
    run: async ([folder]: readonly [string | undefined], _, terminal) =>
      (await import('./commands/runs.ts')).runsCommand(folder, terminal),
  });
  add(program, {
    usage: 'lsp',
    summary: 'language server on standard input and output, for editors (docs/editors.md)',
    // Editors' libraries add these of their own accord.
    options: [new Option('--stdio').hideHelp(), new Option('--clientProcessId <ID>').hideHelp()],
    examples: ['anoseg lsp'],
    run: async () => (await import('./commands/lsp.ts')).lspCommand(),
  });
  const engine = program.command('engine').description('TensorFlow: fetch it, or show what is there');
  add(engine, {
    usage: 'install',
    summary: 'fetch TensorFlow and compile its binding, into the cache that all clones share',
    options: [
      new Option('--variant <VARIANT>', 'cpu, or cuda for NVIDIA (default: what the machine has)').choices([
        'cpu',
        'cuda',
      ]),
      new Option('--wheel <FILE>', "TensorFlow's wheel, or a folder of wheels, for a machine without network"),
      ...output,
    ],
    examples: [
      'anoseg engine install',
      'anoseg engine install --variant cuda',
      'anoseg engine install --wheel tensorflow_cpu-2.19.1-….whl',
    ],
    run: async (_, options: InstallCommandOptions, terminal) =>
      (await import('./commands/engine.ts')).engineInstall(options, terminal),
  });
  add(engine, {
    usage: 'status',
    summary: 'show which engine is installed',
    options: output,
    examples: ['anoseg engine status --json'],
    run: async (_, _options, terminal) => (await import('./commands/engine.ts')).engineStatus(terminal),
  });
  add(program, {
    usage: 'doctor',
    summary: 'examine the machine and the engine, and run a self-test',
    options: output,
    examples: ['anoseg doctor'],
    run: async (_, _options, terminal) => (await import('./commands/engine.ts')).doctor(terminal),
  });
}

function addCommand<A extends readonly unknown[], O extends object>(
  parent: Command,
  form: CommandForm<A, O>,
  finish: (code: ExitCode) => void,
): void {
  const command = parent.command(form.usage).description(form.summary);
  for (const option of form.options) command.addOption(option);
  command.addHelpText('after', `\nExamples:\n${form.examples.map((line) => `  $ ${line}`).join('\n')}`);
  command.action(async (...all) => {
    // Commander hands over the arguments, then the options, then the command itself.
    const options = all.at(-2);
    const args = all.slice(0, -2) as unknown as A;
    finish(await guarded((terminal) => form.run(args, options, terminal), options));
  });
}

async function guarded(run: (terminal: Terminal) => Promise<ExitCode>, options: OutputOptions): Promise<ExitCode> {
  const terminal = openTerminal(process, options);
  try {
    return await run(terminal);
  } catch (error) {
    const failure = failureOf(error, packageVersion);
    printFailure(failure, terminal);
    return failure.exit;
  }
}

function byteSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([kMGT])i?B?$/.exec(text.trim());
  if (match === null) throw new InvalidArgumentError('a size such as 24GB is expected.');
  const unit = { k: 1e3, M: 1e6, G: 1e9, T: 1e12 }[match[2] ?? ''] ?? 1;
  return Number(match[1]) * unit;
}

async function main(): Promise<void> {
  // Someone who reads only the beginning of our output is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? exitCode.done : exitCode.outside),
  );
  const program = new Command('anoseg')
    .description('Anomaly segmentation pipelines as files, compiled to one TensorFlow graph.')
    .version(packageVersion)
    .showSuggestionAfterError()
    .exitOverride();
  addCommands(program, (code) => {
    process.exitCode = code;
  });
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? exitCode.done : exitCode.usage;
  }
}

void main();
