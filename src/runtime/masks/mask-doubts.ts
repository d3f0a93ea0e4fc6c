// Masks that can hardly be meant as they are: of defective images, marking nothing or nearly everything. They are taken
// as they are, and named together with what was looked at.
import { OutsideError } from '../../diagnostics/outside-error.ts';
import { inParallel } from '../files/in-parallel.ts';
import type { DataSet, ImageItem } from '../images/data-set.ts';
import { type Mask, readGroundTruth } from './ground-truth.ts';

export interface MaskDoubt {
  /** The mask, or the image where nothing else names it. */
  readonly name: string;
  /** `marks nothing`. */
  readonly problem: string;
  readonly lookedAt: string;
}

/** What is doubtful of a defective image's ground truth; undefined where nothing is. */
export function doubtOf(item: Pick<ImageItem, 'name' | 'masks'>, truth: Mask): MaskDoubt | undefined {
  const problem = problemOf(truth);
  const name = item.masks[0]?.name ?? item.name;
  return problem === undefined ? undefined : { name, problem, lookedAt: truth.lookedAt };
}

const nothing = 'nothing';
const everything = 'nearly everything (more than 90 %)';
const border = 'more than half of the image and of its border';

function problemOf({ data, width, height }: Mask): string | undefined {
  let [marked, atBorder] = [0, 0];
  for (let i = 0; i < data.length; i++) {
    if (data[i] === 0) continue;
    marked += 1;
    const [x, y] = [i % width, Math.floor(i / width)];
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) atBorder += 1;
  }
  if (marked === 0) return nothing;
  if (marked > 0.9 * data.length) return everything;
  const borderPixels = 2 * (width + height) - 4;
  return marked > 0.5 * data.length && atBorder > 0.5 * borderPixels ? border : undefined;
}

export interface Remark {
  /** A sentence without its full stop. */
  readonly message: string;
  readonly hint: string;
}

/** One remark for each kind of doubt. */
export function describeDoubts(doubts: readonly MaskDoubt[]): readonly Remark[] {
  return [nothing, everything, border].flatMap((problem) => {
    const own = doubts.filter((doubt) => doubt.problem === problem);
    const [first] = own;
    if (first === undefined) return [];
    const what =
      own.length === 1 ? 'the mask of a defective image marks' : `${own.length} masks of defective images mark`;
    const looks = problem === nothing ? '' : ': it looks inverted';
    return [
      {
        message: `${what} ${problem}${own.length === 1 ? looks : looks.replace('it looks', 'they look')}: ${listed(own)}`,
        hint:
          problem === nothing
            ? 'mark the defect with any value but 0, or take the image to the good ones; as it is, all its pixels count as normal ones'
            : 'in a mask 0 is what is not a defect; invert the masks if they have it the other way round: they are taken as they are',
      },
    ];
  });
}

function listed(doubts: readonly MaskDoubt[]): string {
  const looks = [...new Set(doubts.map(({ lookedAt }) => lookedAt))];
  const groups = looks.slice(0, 3).map((look) => {
    const own = doubts.filter(({ lookedAt }) => lookedAt === look);
    const names = own.slice(0, 5).map(({ name }) => name);
    const more = own.length > 5 ? ` and ${own.length - 5} more` : '';
    return `${names.join(', ')}${more} (looked at: ${look})`;
  });
  return [...groups, ...(looks.length > 3 ? ['and others'] : [])].join('; ');
}

/** Of images whose masks alone say that they are good; undefined where there are none. */
export function describeEmptied(images: readonly Pick<ImageItem, 'name' | 'emptyMask'>[]): string | undefined {
  const emptied = images.flatMap(({ name, emptyMask }) =>
    emptyMask === undefined ? [] : [{ name, problem: nothing, lookedAt: emptyMask }],
  );
  if (emptied.length === 0) return undefined;
  const what = emptied.length === 1 ? '1 image is' : `${emptied.length} images are`;
  return `${what} taken as good, since the mask marks nothing: ${listed(emptied)}`;
}

/** `data` with a note of the images that an empty mask made good. */
export function withEmptiedNote(data: DataSet): DataSet {
  const note = describeEmptied([...data.train, ...data.test, ...data.validation]);
  return note === undefined ? data : { ...data, notes: [...data.notes, note] };
}

const mostRead = 200;

/** A look at masks before anything else is read: of at most 200 images. A sentence for what is wrong or doubtful. */
export async function lookAtMasks(items: readonly ImageItem[]): Promise<readonly string[]> {
  const masked = items.filter(({ defect, masks }) => defect !== 'good' && masks.length > 0).slice(0, mostRead);
  const doubts: (MaskDoubt | undefined)[] = masked.map(() => undefined);
  const broken: (string | undefined)[] = masked.map(() => undefined);
  await inParallel(masked, async (item, i) => {
    try {
      const truth = await readGroundTruth(item);
      doubts[i] = truth && doubtOf(item, truth);
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error;
      broken[i] = error.message;
    }
  });
  return [
    ...describeDoubts(doubts.filter((doubt) => doubt !== undefined)).map(({ message }) => message),
    ...broken.filter((message) => message !== undefined).slice(0, 3),
  ];
}
