// A topology in Mermaid's notation, for documents that draw it.
import type { Box, Topology } from './topology.ts';

export function mermaidText({ groups, boxes, arrows }: Topology): string {
  const ids = new Map(boxes.map(({ id }, i) => [id, `n${i}`]));
  const lines = ['flowchart TD'];
  const box = (item: Box, indent: string) => lines.push(`${indent}${ids.get(item.id)}${shapeOf(item)}`);
  for (const item of boxes) if (item.group === undefined) box(item, '  ');
  groups.forEach(({ id, title }, i) => {
    lines.push(`  subgraph g${i} ["${escaped(title)}"]`);
    for (const item of boxes) if (item.group === id) box(item, '    ');
    lines.push('  end');
  });
  for (const { from, to, label } of arrows)
    lines.push(`  ${ids.get(from)} -->${label === undefined ? '' : `|${escaped(label)}|`} ${ids.get(to)}`);
  return `${lines.join('\n')}\n`;
}

function shapeOf({ kind, title, steps, shape }: Box): string {
  const heading = `<b>${escaped(title)}</b>${shape === undefined ? '' : ` ${escaped(shape)}`}`;
  const text = `"${[heading, ...steps.map(escaped)].join('<br/>')}"`;
  return kind === 'given' ? `([${text}])` : kind === 'loss' ? `{{${text}}}` : `[${text}]`;
}

// Mermaid takes entities by number; letters, digits and harmless signs stay readable.
function escaped(text: string): string {
  return text.replaceAll(/["<>&#;`[\]{}|]/g, (character) => `#${character.codePointAt(0)};`);
}
