// The part of the page that is place by place: curves of all runs there, and images of one run of each variant.
import { escapeHtml } from '../../report/escape-html.ts';
import type { Comparison } from '../comparison.ts';
import { nameOf, type Place, placeLabel } from '../grid.ts';
import type { Observation } from '../observations.ts';
import { type DrawnRun, overlaidCurves } from './overlaid-curves.ts';
import { lineKind } from './page-style.ts';
import { type ShownRun, sideBySide } from './side-by-side.ts';

/** Pictures that a page can hold and a browser show. */
const mostPictures = 240;
/** Images of one place. */
const mostImages = 4;
/** Variants that fit side by side. */
const mostColumns = 6;

export async function placesOf(comparison: Comparison): Promise<string> {
  const { places, variants } = comparison.grid;
  const columns = Math.min(variants.length, mostColumns);
  const images = Math.max(1, Math.min(mostImages, Math.floor(mostPictures / (places.length * columns * 2))));
  const parts: string[] = [];
  for (const place of places) parts.push(await partOf(comparison, place, images));
  return parts
    .map(
      (html, i) =>
        `<details${i === 0 ? ' open' : ''}><summary>${escapeHtml(placeLabel(places[i] ?? { category: '', beside: [] }) || 'all runs')}</summary>\n${html}\n</details>`,
    )
    .join('\n');
}

async function partOf(comparison: Comparison, place: Place, images: number): Promise<string> {
  const { grid, runs } = comparison;
  const there = grid.variants.map((variant, i) => ({ variant, kind: lineKind(i), found: grid.at(variant, place) }));
  const limits = new Map(runs.map(({ run, metrics }) => [run, metrics.fpr_limit]));
  const drawn = there.flatMap(({ kind, found }) =>
    found.map(({ run }): DrawnRun => ({ run, kind, fprLimit: limits.get(run) ?? 1 })),
  );
  const seed = sharedSeed(there.map(({ found }) => found));
  const shown = there
    .flatMap(({ variant, found }): readonly ShownRun[] => {
      const one = found.find((observation) => observation.seed === seed) ?? found[0];
      return one === undefined ? [] : [{ title: `${nameOf(variant)}, seed ${one.seed}`, run: one.run }];
    })
    .slice(0, mostColumns);
  const pictures = await sideBySide(shown, place.category, images);
  const curves = overlaidCurves(drawn);
  return pictures === '' ? curves : `${curves}\n${pictures}\n${captionOf(grid.variants.length - shown.length)}`;
}

function captionOf(left: number): string {
  const others = left > 0 ? ` ${left} more ${left === 1 ? 'variant is' : 'variants are'} not shown here.` : '';
  return `<p>Images that the variants rank most differently, and a good one: the heat of the anomaly map with <span class="predicted">red</span> what is at the threshold or above and <span class="truth">cyan</span> the ground truth, beside it the map, below it the image's score.${others}</p>`;
}

/** The first that all have. */
function sharedSeed(found: readonly (readonly Observation[])[]): number | undefined {
  const [first, ...others] = found.filter((those) => those.length > 0);
  return first?.map(({ seed }) => seed).find((seed) => others.every((those) => those.some((one) => one.seed === seed)));
}
