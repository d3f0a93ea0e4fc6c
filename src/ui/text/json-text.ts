// JSON as it is printed: the values are what they are, and what could act in a terminal or in a log (control
// characters, marks that turn the direction of text, GitHub's `##[`) stands in the escapes of JSON.

/** One line. JSON itself escapes what is below the blank. */
export function jsonText(document: unknown): string {
  const toEscape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(document)
    .replaceAll(/[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g, toEscape)
    .replaceAll(/#(?=#\[)/g, toEscape);
}
