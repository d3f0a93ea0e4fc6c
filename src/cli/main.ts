// The command line: which commands there are, and what each takes. A command is loaded when it is used.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { CheckOptions } from './commands/check.ts';
import type { InstallCommandOptions } from './commands/engine.ts';
import type { PlanOptions } from './commands/plan.ts';
import type { RunOptions } from './commands/run.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { failureOf, printFailure } from './failure.ts';
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
  set: new Option('--set <NAME=VALUE...>', 'set a parameter that the pipeline declares').argParser(
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

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('a whole number, 1 or more, is expected.');
  return value;
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

await main();
