// A failure as people read it on standard error.
import type { Ending } from './run-state.ts';
import type { Theme } from './theme.ts';

export function failureText({ message, hint }: Extract<Ending, { kind: 'failed' }>, { paint }: Theme): string {
  const help = hint === '' ? '' : `  ${paint('help', 'strong')}: ${hint}\n`;
  return `${paint('error', 'bad')}: ${paint(message, 'strong')}\n${help}`;
}
