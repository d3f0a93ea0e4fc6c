// A text that a command makes: to a file that `--out` names, else to standard output.
import { clean } from '../../api/language.ts';
import { writeOutputFile } from '../../api/runs.ts';
import { printDocument, printJson, type Terminal } from './terminal.ts';

export interface OutputOptions {
  readonly out?: string;
  /** A file that is there is replaced. */
  readonly force?: boolean;
}

/** `what`: the name of the text in JSON. @throws OutsideError `file-exists`, `disk-full`, `not-writable` */
export function writeOutput(
  text: string,
  { out, force = false }: OutputOptions,
  what: string,
  terminal: Terminal,
): void {
  if (out === undefined) {
    if (terminal.json) printJson(terminal, { format_version: '1.0', [what]: text });
    else printDocument(terminal, text);
    return;
  }
  writeOutputFile({ file: out, force }, text);
  if (terminal.json) printJson(terminal, { format_version: '1.0', file: out });
  else if (!terminal.quiet) terminal.stdout.write(`wrote ${clean(out)}\n`);
}
