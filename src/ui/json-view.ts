// The view for programs: each event as one line of JSON on standard output, and nothing else there.
import { jsonText } from './text/json-text.ts';
import { flush, type OutputStream, type RunView } from './view.ts';

export function openJsonView(stdout: OutputStream): RunView {
  return {
    show: (event) => {
      stdout.write(`${jsonText(event)}\n`);
    },
    stopping: () => undefined,
    close: () => flush(stdout),
  };
}
