// A failure as people read it on standard error, folded to the width of their terminal.
import { fold, textWidth } from './text.ts';

export interface FailureText {
  readonly message: string;
  /** What to do next; may be empty. */
  readonly hint: string;
}

export interface FailurePaint {
  readonly error: (text: string) => string;
  readonly bold: (text: string) => string;
}

/** Lines that end like lines. `width`: Infinity where nothing is to be folded. */
export function failureText({ message, hint }: FailureText, { error, bold }: FailurePaint, width: number): string {
  const lines = [
    ...hanging('error', message, width).map(([lead, text]) => `${lead.replace('error', error)}${bold(text)}`),
    ...(hint === '' ? [] : hanging('  help', hint, width)).map(
      ([lead, text]) => `${lead.replace('help', bold)}${text}`,
    ),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

// Further lines stand under the text of the first.
function hanging(lead: string, text: string, width: number): readonly (readonly [lead: string, text: string])[] {
  const room = textWidth(lead) + 2;
  const lines = width === Number.POSITIVE_INFINITY ? [text] : fold(text, width - room);
  return lines.map((line, i) => [i === 0 ? `${lead}: ` : ' '.repeat(room), line]);
}
