// The command line with all its commands (forms/). A command is loaded when it is used.
import { addMachineCommands } from './forms/machine.ts';
import { addPipelineCommands } from './forms/pipelines.ts';
import { addResultCommands } from './forms/results.ts';
import { startCommandLine } from './shell/command-line.ts';

void startCommandLine([addPipelineCommands, addResultCommands, addMachineCommands]);
