// The same test images beside each other, as each variant sees them: overlays and maps of one run of each, small, inside
// the page.
import path from 'node:path';
import sharp from 'sharp';
import { GOOD } from '../../../metrics/types.ts';
import { parseCsv } from '../../files/csv.ts';
import { walk } from '../../folders/walk.ts';
import { runFolder } from '../../record/run-folder.ts';
import { escapeHtml } from '../../report/escape-html.ts';
import { largest } from '../../stored/limits.ts';
import { readRegularText } from '../../stored/regular-text.ts';

/** One run of a variant. */
export interface ShownRun {
  readonly title: string;
  /** Its folder. */
  readonly run: string;
}

/** Pixels of the longer side. */
const side = 240;

/** HTML; empty where the runs have no picture in common. `category`: of several in one run, the one that is shown. */
export async function sideBySide(runs: readonly ShownRun[], category: string, most: number): Promise<string> {
  const seen = runs.map(({ run }) => ({ run, pictures: new Set(picturesOf(run)), scores: scoresOf(run) }));
  const [first, ...others] = seen;
  const shared = [...(first?.pictures ?? [])].filter((name) => others.every(({ pictures }) => pictures.has(name)));
  const own = shared.filter((name) => name.startsWith(`${category}/`));
  const ranks = seen.map(({ scores }) => ranksOf(scores));
  const chosen = chosenOf(own.length > 0 ? own : shared, ranks, most);
  if (chosen.length === 0) return '';
  const head = runs.map(({ title }) => `<th>${escapeHtml(title)}</th>`).join('');
  const rows: string[] = [];
  for (const name of chosen) {
    const cells = await Promise.all(seen.map(({ run, scores }) => cellOf(run, name, scores.get(keyOf(name)))));
    rows.push(`<tr><th scope="row">${escapeHtml(name.replace(/\.png$/, ''))}</th>${cells.join('')}</tr>`);
  }
  return `<div class="table"><table class="beside"><thead><tr><th></th>${head}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table></div>`;
}

/** Paths below the folder of overlays, with `/`. */
function picturesOf(run: string): readonly string[] {
  try {
    const { found } = walk(runFolder(run).overlays, { wants: (name) => name.endsWith('.png'), followsLinks: false });
    return found.map(({ file, base }) => path.relative(base, file).split(path.sep).join('/'));
  } catch {
    return []; // Pictures are to look at: a run without them is compared all the same.
  }
}

/** By kind of defect and name, as far as names tell. */
function scoresOf(run: string): ReadonlyMap<string, number> {
  try {
    const [, ...rows] = parseCsv(readRegularText(runFolder(run).scores, largest.table));
    return new Map(
      rows.map(([image = '', kind = '', , score = '']) => [
        keyOf(`${kind}/${path.posix.basename(image)}`),
        Number(score),
      ]),
    );
  } catch {
    return new Map();
  }
}

// Good images of all categories are one kind in scores.csv.
function keyOf(name: string): string {
  const [file = '', kind = ''] = name.split('/').toReversed();
  return `${kind}/${file.replace(/\.\w+$/, '')}`;
}

/** Where among all images of its run a score lies, 0 to 1: scores of two networks are on scales of their own. */
function ranksOf(scores: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const sorted = [...scores].toSorted(([, a], [, b]) => a - b);
  return new Map(sorted.map(([name], i) => [name, i / Math.max(1, sorted.length - 1)]));
}

// Those that the variants rank most differently say most; one good image is among them.
function chosenOf(
  names: readonly string[],
  ranks: readonly ReadonlyMap<string, number>[],
  most: number,
): readonly string[] {
  const apart = (name: string) => {
    const found = ranks.flatMap((of) => of.get(keyOf(name)) ?? []);
    return found.length === 0 ? 0 : Math.max(...found) - Math.min(...found);
  };
  const sorted = names.toSorted((a, b) => apart(b) - apart(a) || (a < b ? -1 : 1));
  const isGood = (name: string) => name.split('/').at(-2) === GOOD;
  const good = sorted.filter(isGood).slice(0, most > 1 ? 1 : 0);
  return [...sorted.filter((name) => !isGood(name)).slice(0, most - good.length), ...good];
}

async function cellOf(run: string, name: string, score: number | undefined): Promise<string> {
  const { overlays, maps } = runFolder(run);
  const pictures = await Promise.all([overlays, maps].map((folder) => pictureOf(path.join(folder, name))));
  const images = pictures.map((text, i) =>
    text === undefined
      ? '<span class="none">–</span>'
      : `<img src="${text}" alt="${i === 0 ? 'overlay' : 'map'}" loading="lazy">`,
  );
  const caption = score === undefined || !Number.isFinite(score) ? '' : score.toFixed(4);
  return `<td><div class="pair">${images.join('')}</div>${caption}</td>`;
}

/** Undefined where it cannot be read. */
async function pictureOf(file: string): Promise<string | undefined> {
  try {
    const picture = await sharp(file)
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .jpeg({ quality: 80 })
      .toBuffer();
    return `data:image/jpeg;base64,${picture.toString('base64')}`;
  } catch {
    return undefined;
  }
}
