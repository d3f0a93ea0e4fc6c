// The command line with `check` alone, for those who wait for it; bin/anoseg.js starts it where that is the command.
import { addCheckCommand } from './forms/check.ts';
import { startCommandLine } from './shell/command-line.ts';

void startCommandLine([addCheckCommand]);
