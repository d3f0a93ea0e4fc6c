// Failures of Snakemake, which runs experiments past one machine.
import { failure } from './entry.ts';

const otherwise =
  '`anoseg snakemake install` puts one into the cache; without `--on snakemake` the runs are done on this machine';

export const snakemakeFailures = {
  'snakemake-missing': failure<{ readonly named: string; readonly variable: string }>({
    about: 'Runs are to be done by Snakemake, and there is none on this machine.',
    message: ({ named }) =>
      named === ''
        ? 'there is no Snakemake: no program `snakemake` is on the PATH'
        : `\`${named}\` is no Snakemake that can be started`,
    hint: ({ named, variable }) =>
      named !== '' && variable !== ''
        ? `let ${variable} name Snakemake's program, or unset it; ${otherwise}`
        : `\`pip install snakemake\`, or let ANOSEG_SNAKEMAKE name its program; ${otherwise}`,
    example: { named: '', variable: 'ANOSEG_SNAKEMAKE' },
  }),
  'snakemake-version': failure<{ readonly command: string; readonly version: string; readonly least: number }>({
    about: 'The Snakemake that was found is too old.',
    message: ({ command, version, least }) => `\`${command}\` is Snakemake ${version}, and ${least} or newer is needed`,
    hint: () => `\`pip install --upgrade snakemake\` in its environment; ${otherwise}`,
    example: { command: 'snakemake', version: '7.21.0', least: 9 },
  }),
  'snakemake-executor': failure<{ readonly executor: string; readonly known: string; readonly command: string }>({
    about: 'Snakemake has no plugin for the executor that is asked for.',
    message: ({ executor, known }) => `Snakemake has no executor \`${executor}\`; it has ${known}`,
    hint: ({ executor }) =>
      `install its plugin into Snakemake's environment: \`pip install snakemake-executor-plugin-${executor}\`, or \`anoseg snakemake install --executor ${executor}\``,
    example: { executor: 'slurm', known: 'local, dryrun, touch', command: 'snakemake' },
  }),
  'snakemake-locked': failure<{ readonly folder: string; readonly command: string }>({
    about: 'Another Snakemake works in the folder of an experiment, or was killed there and left its lock.',
    message: ({ folder }) => `another Snakemake works in ${folder}, or was killed there`,
    hint: ({ folder, command }) =>
      `wait for its end; where none runs any more, \`${command} --unlock --directory ${folder} --snakefile ${folder}/Snakefile\`, then do it again`,
    example: { folder: 'runs/claims', command: 'snakemake' },
  }),
  'snakemake-failed': failure<{ readonly reason: string; readonly folder: string }>({
    about: 'Snakemake ended before it did its jobs, for a reason of its own.',
    message: ({ reason }) => `Snakemake ended: ${reason}`,
    hint: ({ folder }) =>
      `see to what it says; its whole log is in ${folder}/.snakemake/log, and words behind \`--\` are handed to it`,
    example: { reason: 'unrecognized arguments: --jbos', folder: 'runs/claims' },
  }),
  'snakemake-not-installed': failure<{ readonly reason: string; readonly advice: string }>({
    about: 'Snakemake cannot be installed into the cache.',
    message: ({ reason }) => `Snakemake is not installed: ${reason}`,
    hint: ({ advice }) => advice,
    example: {
      reason: 'there is no Python 3.11 or newer, which Snakemake 9 needs',
      advice: 'install one: apt install python3 python3-venv (Debian, Ubuntu)',
    },
  }),
} as const;
