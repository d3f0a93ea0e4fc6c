// A syntax tree with its comments to text in the language's own syntax.

import type { Expression, PipelineFile } from '../../syntax/ast.ts';
import type { Parsed } from '../../syntax/parsed.ts';
import { ExpressionPrinter } from './expressions.ts';
import { printFile } from './items.ts';
import { concat, word } from './layout.ts';
import { lineUp } from './line-up.ts';
import { noOriginal, type Original } from './places.ts';
import { render } from './render.ts';
import { type PlacedComment, weave } from './weave.ts';

/** A tree as the language writes it; without `original`, as if it were written anew. */
export function printPipeline(
  file: PipelineFile,
  original: Original = noOriginal,
  comments: readonly PlacedComment[] = [],
): string {
  const lines = lineUp(render(weave(printFile(file, original), comments)));
  const text = lines.join('\n').trim();
  return text === '' ? '' : `${text}\n`;
}

/** Lines of one expression. */
export function printExpression(
  expression: Expression,
  original: Original,
  comments: readonly PlacedComment[],
  width: number,
): readonly string[] {
  const layout = new ExpressionPrinter(original).expression(expression);
  return lineUp(render(weave(concat([word('', -1), layout, word('', Infinity)]), comments), width));
}

/** Comments as they are woven into a layout. */
export function placedComments(
  { file, comments }: Parsed,
  original: Pick<Original, 'blankBefore'>,
): readonly PlacedComment[] {
  const { text } = file.source;
  return comments.map(({ text: comment, start }) => ({
    text: comment.trimEnd(),
    at: start,
    own: isAlone(text, start),
    blank: original.blankBefore(start),
  }));
}

// Whether nothing but blanks stands before a place on its line.
function isAlone(text: string, place: number): boolean {
  let at = place - 1;
  while (at >= 0 && /[^\S\r\n]/.test(text.charAt(at))) at -= 1;
  return at < 0 || /[\r\n\uFEFF]/.test(text.charAt(at));
}
