// The steps of an installation on standard error, one line each.
import type { EngineProgress } from '../../api/engine.ts';
import { clean } from '../../api/language.ts';
import type { Terminal } from './terminal.ts';

/** On a terminal a line grows until its step is done. */
export function stepPrinter({ screen: { stderr } }: Terminal): (progress: EngineProgress) => void {
  let shown = '';
  return ({ stage, detail, done, total }) => {
    const percent = total > 0 ? ` ${Math.floor((done / total) * 100)} %` : '';
    const line = clean(`${stage} ${detail}`);
    if (stderr.isTTY) stderr.write(`\r\u001b[K${line}${percent}${total > 0 && done >= total ? '\n' : ''}`);
    else if (line !== shown) stderr.write(`${line}\n`);
    shown = line;
  };
}
