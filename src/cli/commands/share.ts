// `anoseg share RUN -o FILE`: a bundle for a colleague, who reproduces it.
import { readRecord } from '../../api/runs.ts';
import { writeBundle } from '../../api/share.ts';
import { shellWord } from '../../ui/text/format.ts';
import { refuseBundle } from '../shell/bundles.ts';
import { formatBytes } from '../shell/columns.ts';
import { type ExitCode, exitCode } from '../shell/exit-code.ts';
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
  const { files, bytes } = writeBundle(readRecord(run), { file: out, force }, { withModel: model });
  if (terminal.json) printJson(terminal, { format_version: '1.0', bundle: out, bytes, files });
  else if (!terminal.quiet)
    terminal.stdout.write(`${out}: ${files.length} files, ${formatBytes(bytes)}; without the data\n`);
  return exitCode.done;
}
