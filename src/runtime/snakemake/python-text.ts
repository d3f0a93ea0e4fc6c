// Texts in a Snakefile, which is Python: whatever a value of a pipeline holds, it stays a text.

/** What no line of a file should hold: signs that end it, act on a terminal, or cannot be seen. */
const unseen = /(?! )[\p{C}\p{Z}]/gu;

/** A text as Python writes it. */
export function pythonText(text: string): string {
  return `"${insideQuotes(text)}"`;
}

/** A text on one line of a comment. */
export function commentText(text: string): string {
  return escapeUnseen(text);
}

function insideQuotes(text: string): string {
  return escapeUnseen(text.replace(/[\\"]/g, '\\$&'));
}

function escapeUnseen(text: string): string {
  return text.replace(unseen, (sign) => {
    const code = (sign.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}
