/** Colours a piece of text; the identity where there is no colour. */
export interface Paint {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly note: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

export const noPaint: Paint = { error: same, warning: same, note: same, dim: same, bold: same };

function same(text: string): string {
  return text;
}
