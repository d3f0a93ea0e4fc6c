// `anoseg share RUN -o FILE`: a bundle for a colleague, who reproduces it.
import { isExperimentFolder } from '../../api/experiment.ts';
import { clean } from '../../api/language.ts';
import { readRecord } from '../../api/runs.ts';
import { writeBundle } from '../../api/share.ts';
import { shellWord } from '../../ui/text/format.ts';
import { isExperimentFile } from '../pipelines/find-pipelines.ts';
import { refuseBundle } from '../shell/bundles.ts';
import { formatBytes } from '../shell/columns.ts';
import { type ExitCode, exitCode } from '../shell/exit-code.ts';
import { UsageError } from '../shell/failure.ts';
import { printJson, type Terminal } from '../shell/terminal.ts';

export interface ShareOptions {
  readonly out: string;
  readonly model?: boolean;
  readonly force?: boolean;
}

export async function shareCommand(
  run: string,
  { out, model = false, force = false }: ShareOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  refuseBundle(run, ' already', `hand it on as it is, or copy it: \`cp ${shellWord(run)} ${shellWord(out)}\``);
  refuseExperiment(run);
  const { files, bytes } = writeBundle(readRecord(run), { file: out, force }, { withModel: model });
  if (terminal.json) printJson(terminal, { format_version: '1.0', bundle: out, bytes, files });
  else if (!terminal.quiet)
    terminal.stdout.write(`${out}: ${files.length} files, ${formatBytes(bytes)}; without the data\n`);
  return exitCode.done;
}

// A bundle is one record that `reproduce` computes again; a claim of many runs is repeated from its file.
function refuseExperiment(place: string): void {
  if (isExperimentFolder(place))
    throw new UsageError(
      `${clean(place)} is the folder of an experiment, and a bundle holds one run`,
      `share a run of it, \`anoseg share ${shellWord(`${place}/RUN`)} -o FILE\`; all of them are repeated from the experiment's file, and their figures are in \`anoseg compare ${shellWord(place)} -o table.html\``,
    );
  if (isExperimentFile(place))
    throw new UsageError(
      `${clean(place)} is the file of an experiment, and a bundle holds one run`,
      'hand it on with its pipeline: `anoseg run FILE` repeats all of it; or share one of its runs',
    );
}
