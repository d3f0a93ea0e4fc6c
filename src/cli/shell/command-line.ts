// The command line itself: reads the words by the forms of its commands, and says what comes of them.
import { Command, CommanderError } from 'commander';
import { type AddCommand, addCommand } from './command-form.ts';
import { exitCode } from './exit-code.ts';
import { printFailure, usageFailure } from './failure.ts';
import { watchOutlets } from './outlets.ts';
import { openTerminal } from './terminal.ts';
import { packageVersion } from './version.ts';

/** `groups`: each adds some commands to the program. */
export async function startCommandLine(
  groups: readonly ((program: Command, add: AddCommand) => void)[],
): Promise<void> {
  watchOutlets(process);
  // Where an option is wrong none has been read; a program still gets its document.
  const terminal = openTerminal(process, { json: asksForJson(process.argv) });
  const program = new Command('anoseg')
    .description('Anomaly segmentation pipelines as files, compiled to one TensorFlow graph.')
    .version(packageVersion)
    .showSuggestionAfterError()
    .configureOutput({
      writeErr: (text) => terminal.stderr.write(text),
      outputError: (text, write) => terminal.json || write(text),
    })
    .exitOverride();
  const add: AddCommand = (parent, form) =>
    addCommand(parent, form, (code) => {
      process.exitCode = code;
    });
  for (const addTo of groups) addTo(program, add);
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? exitCode.done : exitCode.usage;
    if (error.exitCode !== 0 && terminal.json) printFailure(usageFailure(error.message), terminal);
  }
}

function asksForJson(words: readonly string[]): boolean {
  return words.some(
    (word, i) => word === '--json' || word === '--format=json' || (word === 'json' && words[i - 1] === '--format'),
  );
}
