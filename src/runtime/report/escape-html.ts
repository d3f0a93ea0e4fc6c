// Text in HTML and in its attributes: it makes no tag, and does not turn the direction of what stands beside it.
import { cleanInPage } from '../../diagnostics/terminal-text.ts';

export function escapeHtml(text: string): string {
  return cleanInPage(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
