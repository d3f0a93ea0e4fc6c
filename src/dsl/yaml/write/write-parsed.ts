// A parsed file, of either syntax, as YAML: with its comments and empty lines.
import type { Span } from '../../../diagnostics/source-file.ts';
import { endOfBody, originalText, originalYaml } from '../../rewrite/format/places.ts';
import { placedComments, printExpression } from '../../rewrite/format/print.ts';
import type { Expression } from '../../syntax/ast.ts';
import type { Parsed, Syntax } from '../../syntax/parsed.ts';
import { entryOf, type YamlNode, type YamlScalar } from '../node.ts';
import { writeYaml } from './write.ts';

export function writeParsed(parsed: Parsed, syntax: Syntax): string {
  const { file, yaml } = parsed;
  const { source } = file;
  const { text } = source;
  const words = yaml ? [] : syntax.words(source);
  const { blankBefore } = originalYaml(text);
  const originalOf = ({ span }: Expression) => {
    const scalar = yaml && scalarAround(yaml, span);
    if (yaml && scalar === undefined) return originalYaml(text);
    const all = scalar ? syntax.words(scalar.excerpt) : words;
    const own = all.filter(({ start }) => start >= span.start && start < span.end);
    return originalText(text, own);
  };
  return writeYaml(file, {
    vocabulary: syntax.vocabulary,
    comments: placedComments(parsed, { blankBefore }),
    blankBefore,
    keyPlace: (path) => yaml && placeOfKey(yaml, path),
    endOfBody: (span) => (yaml ? endOfBody(text, span) : span.end),
    print: (expression, comments, width) => printExpression(expression, originalOf(expression), comments, width),
  });
}

function scalarAround(node: YamlNode, { start, end }: Span): YamlScalar | undefined {
  if (node.span.start > start || node.span.end < end) return undefined;
  if (node.kind === 'scalar') return node;
  const inner =
    node.kind === 'sequence' ? node.items : node.kind === 'mapping' ? node.entries.map(({ value }) => value) : [];
  for (const item of inner) {
    const found = scalarAround(item, { source: node.span.source, start, end });
    if (found) return found;
  }
  return undefined;
}

/** Where a key stands that is no part of the tree, such as `values`. */
function placeOfKey(root: YamlNode, path: readonly string[]): number | undefined {
  let node: YamlNode | undefined = root;
  let place: number | undefined;
  for (const key of path) {
    const entry: ReturnType<typeof entryOf> = node?.kind === 'mapping' ? entryOf(node, key) : undefined;
    if (entry === undefined) return undefined;
    place = entry.key.span.start;
    node = entry.value;
  }
  return place;
}
