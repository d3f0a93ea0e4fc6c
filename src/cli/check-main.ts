// The command line with `check` alone, for those who wait for it; bin/anoseg.js starts it where that is the command.
// What it needs is imported, not loaded when it is used: modules that are loaded late make all that they share with others
// slower to start.
import { checkCommand } from './commands/check/check.ts';
import { addCheckCommand } from './forms/check.ts';
import { startCommandLine } from './shell/command-line.ts';

void startCommandLine([(program, add) => addCheckCommand(program, add, async () => checkCommand)]).then(leave);

// Nothing is left to do but to clean up memory, which the system does sooner. Where nobody reads, the outlets say how it ends.
function leave(): void {
  process.stdout.write('', (failed) => failed || process.stderr.write('', (lost) => lost || process.exit()));
}
