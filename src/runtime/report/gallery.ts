// The pictures of a report: of each kind those images that say most, small, inside the page.
import path from 'node:path';
import sharp from 'sharp';
import { GOOD } from '../../metrics/types.ts';
import type { ScoreRow } from '../evaluation/measure-test-set.ts';
import { escapeHtml } from './escape-html.ts';

/** Of good images the most anomalous, of defective ones the least and the most: half of these each. */
const perKind = 4;
/** Pixels of the longer side. */
const side = 360;

/** HTML. `overlays`: the folder that `ScoreRow.overlay` is a path in. */
export async function renderGallery(
  rows: readonly ScoreRow[],
  overlays: string,
  imageThreshold: number | null,
): Promise<string> {
  const kinds = [...new Set(rows.map(({ defect }) => defect))].toSorted(goodLast);
  const sections = kinds.map(async (kind) => {
    const chosen = choose(rows.filter(({ defect }) => defect === kind));
    const figures = await Promise.all(chosen.map((row) => figureOf(row, overlays, imageThreshold)));
    return `<h3>${escapeHtml(kind)}</h3>\n<div class="gallery">${figures.join('')}</div>`;
  });
  return (await Promise.all(sections)).join('\n');
}

function goodLast(a: string, b: string): number {
  if ((a === GOOD) !== (b === GOOD)) return a === GOOD ? 1 : -1;
  return a < b ? -1 : 1;
}

function choose(rows: readonly ScoreRow[]): readonly ScoreRow[] {
  const sorted = rows.toSorted((a, b) => a.score - b.score);
  if (sorted.length <= perKind) return sorted;
  const isGood = sorted[0]?.label === 0;
  return isGood ? sorted.slice(-perKind) : [...sorted.slice(0, perKind / 2), ...sorted.slice(-perKind / 2)];
}

async function figureOf(
  { image, overlay, score, label, predicted }: ScoreRow,
  overlays: string,
  threshold: number | null,
): Promise<string> {
  const picture = await sharp(path.join(overlays, overlay))
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 82 })
    .toBuffer();
  const verdict = predicted === undefined || predicted === label ? '' : label === 1 ? ', missed' : ', false alarm';
  const mark = threshold === null ? '' : score >= threshold ? '≥' : '&lt;';
  const limit = threshold === null ? '' : ` ${mark} ${threshold.toFixed(4)}${verdict}`;
  return (
    `<figure><img src="data:image/jpeg;base64,${picture.toString('base64')}" alt="${escapeHtml(image)}" loading="lazy">` +
    `<figcaption>${escapeHtml(image)}<br>${score.toFixed(4)}${limit}</figcaption></figure>`
  );
}
