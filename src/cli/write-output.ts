// A text that a command makes: to a file that `--out` names, else to standard output.
import { clean } from '../diagnostics/terminal-text.ts';
import { writeWhole } from '../runtime/files.ts';
import { printDocument, printJson, type Terminal } from './terminal.ts';

/** `what`: the name of the text in JSON. @throws OutsideError `disk-full`, `not-writable` */
export function writeOutput(text: string, out: string | undefined, what: string, terminal: Terminal): void {
  if (out === undefined) {
    if (terminal.json) printJson(terminal, { format_version: '1.0', [what]: text });
    else printDocument(terminal, text);
    return;
  }
  writeWhole(out, text);
  if (terminal.json) printJson(terminal, { format_version: '1.0', file: out });
  else if (!terminal.quiet) terminal.stdout.write(`wrote ${clean(out)}\n`);
}
