// The command `check`, apart from the others: its own script has no other (check-main.ts).
import { type Command, Option } from 'commander';
import type { CheckOptions, checkCommand } from '../commands/check/check.ts';
import type { AddCommand } from '../shell/command-form.ts';
import { byteSize, output, settings, watch } from '../shell/options.ts';

/** `load`: gives the command's work, which its own script has at hand. */
export function addCheckCommand(program: Command, add: AddCommand, load: () => Promise<typeof checkCommand>): void {
  add(program, {
    usage: 'check [PIPELINES...]',
    summary: 'validate pipelines (files, folders, patterns, runs), without TensorFlow',
    options: [
      new Option('--format <FORMAT>', 'how findings are told (default: human)').choices([
        'human',
        'json',
        'sarif',
        'github',
      ]),
      new Option('--strict', 'warnings fail too'),
      new Option('--explain <CODE>', 'what a rule is, with a wrong and a right example; or what a failure means'),
      new Option('--with-data', 'open the data set too, and read every file'),
      new Option(
        '--memory <SIZE>',
        'memory of the machine that will train, such as 24GB (default: of this one)',
      ).argParser(byteSize),
      watch,
      settings.data,
      settings.set,
      ...output,
    ],
    examples: [
      'anoseg check pipelines/mvtec-bottle.anoseg',
      'anoseg check --format github --strict .',
      "anoseg check 'pipelines/**/*.anoseg' --with-data --data ~/mvtec",
      'anoseg check --watch pipeline.anoseg',
      'anoseg check --explain shape-mismatch',
    ],
    run: async ([files]: readonly [readonly string[]], options: CheckOptions, terminal) =>
      (await load())(files, options, terminal),
  });
}
