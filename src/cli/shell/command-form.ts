// What the command line says of a command: commander is told, and the command is run with its failures told.
import type { Command, Option } from 'commander';
import type { ExitCode } from './exit-code.ts';
import { failureOf, printFailure, UsageError } from './failure.ts';
import { refuseHomeSigns } from './home-signs.ts';
import { type OutputOptions, openTerminal, type Terminal } from './terminal.ts';
import { packageVersion } from './version.ts';

export interface CommandForm<A extends readonly unknown[], O extends object> {
  /** Name and arguments, as commander writes them. */
  readonly usage: string;
  readonly summary: string;
  readonly options: readonly Option[];
  readonly examples: readonly string[];
  readonly run: (args: A, options: O, terminal: Terminal) => Promise<ExitCode>;
}

export type AddCommand = <A extends readonly unknown[], O extends object>(
  parent: Command,
  form: CommandForm<A, O>,
) => void;

/** `finish` gets the exit code, once the command has run. */
export function addCommand<A extends readonly unknown[], O extends object>(
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
    // How many there are follows from the text of `usage`, which types cannot read.
    const args = all.slice(0, -2) as unknown as A;
    finish(
      await guarded((terminal) => {
        refuseHomeSigns(args, options);
        return form.run(args, options, terminal);
      }, options),
    );
  });
}

async function guarded(run: (terminal: Terminal) => Promise<ExitCode>, options: OutputOptions): Promise<ExitCode> {
  const terminal = openTerminal(process, options);
  try {
    // A shell variable that is not set, mostly.
    if ('out' in options && options.out === '') throw new UsageError('`--out` is empty', 'name a place: `--out PLACE`');
    return await run(terminal);
  } catch (error) {
    const failure = failureOf(error, packageVersion);
    printFailure(failure, terminal);
    return failure.exit;
  }
}
