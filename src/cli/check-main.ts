// The command line with `check` alone, for those who wait for it; bin/anoseg.js starts it where that is the command.
import { addCheckCommand } from './forms/check.ts';
import { startCommandLine } from './shell/command-line.ts';

void startCommandLine([addCheckCommand]).then(leave);

// Nothing is left to do but to clean up memory, which the system does sooner. Where nobody reads, the outlets say how it ends.
function leave(): void {
  process.stdout.write('', (failed) => failed || process.stderr.write('', (lost) => lost || process.exit()));
}
