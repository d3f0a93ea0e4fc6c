// A laid-out topology as one SVG that needs nothing else; it follows the reader's light or dark mode.

import { clean } from '../diagnostics/terminal-text.ts';
import { type Layout, type Line, measures, type Placed, type Point } from './layout.ts';
import type { Box, Group } from './topology.ts';

export function svgText({ width, height, groups, boxes, lines }: Layout, title: string): string {
  const size = `width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 .8 7.2 4 0 7.2Z" class="head"/></marker></defs>',
    '<rect class="page" width="100%" height="100%"/>',
    ...groups.map(groupFrame),
    ...lines.map(arrowPath),
    ...boxes.map(boxPicture),
    ...groups.map(groupTitle),
    ...lines.map(arrowLabel),
    '</svg>',
    '',
  ].join('\n');
}

function groupFrame({ item, x, y, width, height }: Placed<Group>): string {
  return `<rect class="group ${item.kind}" ${place(x, y, width, height)} rx="12"/>`;
}

// In front of arrows, which may run through it.
function groupTitle({ item, x, y }: Placed<Group>): string {
  return `<text class="frame ${item.kind}" x="${n(x + 12)}" y="${n(y + 19)}">${escaped(item.title)}</text>`;
}

function boxPicture({ item, x, y, width, height }: Placed<Box>): string {
  const { paddingX, paddingY, line, heading } = measures;
  const base = y + paddingY + 13;
  const texts = [
    `<text class="title" x="${n(x + paddingX)}" y="${n(base)}">${escaped(item.title)}</text>`,
    ...(item.shape === undefined
      ? []
      : [`<text class="shape" x="${n(x + width - paddingX)}" y="${n(base)}">${escaped(item.shape)}</text>`]),
    ...item.steps.map(
      (step, i) => `<text x="${n(x + paddingX)}" y="${n(base + heading - 2 + i * line)}">${escaped(step)}</text>`,
    ),
  ];
  const corner = item.kind === 'given' ? height / 2 : 7;
  return `<g class="${item.kind}"><rect ${place(x, y, width, height)} rx="${n(Math.min(corner, 19))}"/>${texts.join('')}</g>`;
}

function arrowPath({ points }: Line): string {
  return `<path class="arrow" marker-end="url(#head)" d="${smooth(points)}"/>`;
}

function arrowLabel({ item, label }: Line): string {
  if (label === undefined || item.label === undefined) return '';
  const width = item.label.length * measures.text + 8;
  const back = `<rect class="label" ${place(label.x - width / 2, label.y - 8, width, 16)} rx="8"/>`;
  return `${back}<text class="label" x="${n(label.x)}" y="${n(label.y + 4)}">${escaped(item.label)}</text>`;
}

// Through the middles of the segments, with the points as handles: corners become curves.
function smooth(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return '';
  const parts = [`M${n(first.x)} ${n(first.y)}`];
  rest.slice(0, -1).forEach((point, i) => {
    const next = rest[i + 1] ?? last;
    const end = i === rest.length - 2 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    parts.push(`Q${n(point.x)} ${n(point.y)} ${n(end.x)} ${n(end.y)}`);
  });
  if (rest.length === 1) parts.push(`L${n(last.x)} ${n(last.y)}`);
  return parts.join('');
}

function place(x: number, y: number, width: number, height: number): string {
  return `x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"`;
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return clean(text.replaceAll(/[\p{Cc}]/gu, ' '))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const style = `
svg{--page:#fff;--ink:#1c2733;--soft:#5d6b7a;--line:#8b98a6;--box:#fff;--edge:#c3ccd6;--augment:#b7791f;--generator:#2563c9;--discriminator:#8a3fc0;--loss:#b3341f;--map:#e8f1ff;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media(prefers-color-scheme:dark){svg{--page:#12171d;--ink:#e4eaf1;--soft:#9aa8b7;--line:#6f7d8c;--box:#1b222a;--edge:#3a4653;--augment:#e0a84f;--generator:#79a8f7;--discriminator:#c592ee;--loss:#f08c78;--map:#1c2c47}}
text{font-size:11px;fill:var(--soft)}
.page{fill:var(--page)}
.title{font-size:12.5px;font-weight:600;fill:var(--ink)}
.shape{text-anchor:end;font-size:11px}
g rect{fill:var(--box);stroke:var(--edge)}
g.map rect{fill:var(--map);stroke:var(--generator);stroke-width:1.5}
g.loss rect{stroke:var(--loss)}
g.given rect{stroke-dasharray:3 2}
.group{fill-opacity:.045;stroke-opacity:.45}
.frame{font-size:12px;font-weight:600;paint-order:stroke;stroke:var(--page);stroke-width:5px;stroke-linejoin:round}
rect.augment{fill:var(--augment);stroke:var(--augment)}
rect.generator{fill:var(--generator);stroke:var(--generator)}
rect.discriminator{fill:var(--discriminator);stroke:var(--discriminator)}
rect.loss{fill:var(--loss);stroke:var(--loss)}
text.augment{fill:var(--augment)}
text.generator{fill:var(--generator)}
text.discriminator{fill:var(--discriminator)}
text.loss{fill:var(--loss)}
.arrow{fill:none;stroke:var(--line);stroke-width:1.2}
.head{fill:var(--line)}
rect.label{fill:var(--page);stroke:var(--edge)}
text.label{text-anchor:middle;fill:var(--ink)}
`;
