// Looks at the data of a pipeline as a run would, and lists all that is wrong with it instead of stopping at the first
// thing: for `check --with-data`.
import type { FailureCode } from '../../diagnostics/failures.ts';
import { OutsideError } from '../../diagnostics/outside-error.ts';
import { categoriesOf } from '../../dsl/model/categories.ts';
import type { Model } from '../../dsl/model/model.ts';
import type { DataSet, ImageItem } from '../images/data-set.ts';
import { frameOf } from '../images/decode.ts';
import { describeDoubts } from '../masks/mask-doubts.ts';
import { requireMasks } from '../sources/listing.ts';
import { openIncomplete } from '../sources/open.ts';
import { type GivenFiles, hashedDefects } from './given-folders.ts';
import { type PicturePlan, planPictures } from './prepare.ts';
import { describePasted, describeRepeats, describeShared } from './repeats.ts';
import { decodingRows } from './rows.ts';
import { tooLargeShares } from './split.ts';
import { describeDark, type Survey, type SurveyedItem, surveyItems } from './survey.ts';

/** Codes of the catalogue of diagnostics. */
export type DataCode =
  | 'data-missing'
  | 'data-layout'
  | 'image-corrupt'
  | 'image-skipped'
  | 'image-too-large'
  | 'image-without-mask'
  | 'mask-without-image'
  | 'mask-size'
  | 'mask-doubtful'
  | 'image-repeated'
  | 'holdout-empty'
  | 'batch-too-large'
  | 'data-note';

export interface DataFinding {
  readonly code: DataCode;
  /** A sentence that names files and folders. */
  readonly message: string;
  readonly hint: string | undefined;
  /** Which of several sources it is about; undefined where there is one, or where it is about several. */
  readonly category: string | undefined;
}

/** Reads every file. `progress` may throw to stop. */
export async function examineData(
  model: Model,
  dataFolder: string,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<readonly DataFinding[]> {
  const { data, failures } = await openIncomplete(model.data, dataFolder);
  const closed = failures.map(({ category, error }) => findingOf(error, category));
  if (data === undefined) return closed;
  const of = categoryIn(model.data.sources?.map(({ category }) => category) ?? []);
  const notes = data.notes.map(
    (message): DataFinding => ({ code: 'data-note', message, hint: undefined, category: of(message) }),
  );
  const stray = data.strayMasks.map(
    (file): DataFinding => ({
      code: 'mask-without-image',
      message: `the mask ${file} belongs to no image`,
      hint: undefined,
      category: of(file),
    }),
  );
  const complete = await attempt(async () => requireMasks(data));
  const unmarked = complete.ok ? [] : [complete.finding];
  const plan = await attempt(async () => planPictures(model, data, dataFolder, 0));
  const survey = await surveyAll(model, data, plan.ok ? plan.value : undefined, progress);
  const { faults } = survey;
  const skips = model.data.onCorrupt === 'skip';
  const broken = faults.map(
    ({ image, code, message, hint }): DataFinding =>
      skips && codeOf(code) === 'image-corrupt'
        ? { code: 'image-skipped', message, hint: undefined, category: of(image) }
        : { code: codeOf(code), message, hint, category: of(image) },
  );
  const planned = plan.ok ? batchFindings(model, data, plan.value.split.train) : [plan.finding];
  const found = remarks(survey, data, plan.ok ? plan.value.textures : []);
  return [...closed, ...broken, ...unmarked, ...planned, ...stray, ...found, ...notes];
}

/** What a name or a note of several sources begins with. */
function categoryIn(categories: readonly string[]): (text: string) => string | undefined {
  return (text) => categories.find((category) => text.startsWith(`${category}/`) || text.startsWith(`${category}: `));
}

function remarks(
  { doubts, hashed, dark }: Survey,
  data: DataSet,
  given: readonly GivenFiles[],
): readonly DataFinding[] {
  const trained = data.train.length;
  const tested = trained + data.test.length;
  const repeats = describeRepeats(hashed.slice(0, trained), hashed.slice(trained, tested));
  const shared = describeShared(hashed.slice(0, tested), data);
  const defects = hashedDefects(given, hashed, tested + data.validation.length);
  const pasted = describePasted(defects, hashed.slice(trained, tested));
  const note = describeDark(dark);
  return [
    ...describeDoubts(doubts).map((doubt): DataFinding => ({ code: 'mask-doubtful', ...doubt, category: undefined })),
    ...[repeats ?? [], shared ?? [], pasted ?? []]
      .flat()
      .map((repeat): DataFinding => ({ code: 'image-repeated', ...repeat, category: undefined })),
    ...(note === undefined
      ? []
      : [{ code: 'data-note', message: note, hint: undefined, category: undefined } as const]),
  ];
}

// Where no plan can be made the images of the data set alone are looked at.
function surveyAll(
  model: Model,
  { train, test, validation }: DataSet,
  plan: PicturePlan | undefined,
  progress: (done: number, total: number) => void,
): Promise<Survey> {
  const masks = (plan?.foreground ?? []).map(
    (file): ImageItem => ({ ...file, defect: 'good', stem: '', masks: [], hasGroundTruth: true }),
  );
  const normal = plan === undefined ? train : [...plan.split.train, ...plan.split.holdout];
  const given = plan?.textures.flatMap(examinedItems) ?? [];
  const items = [...[...normal, ...test, ...validation].map(plainItem), ...given, ...masks.map(plainItem)];
  return surveyItems(items, frameOf(model.data), (done) => progress(done, items.length));
}

function plainItem(item: ImageItem): SurveyedItem {
  return { item };
}

// Known defects are decoded, so that what marks nothing is told.
function examinedItems({ shows, items, decode }: GivenFiles): readonly SurveyedItem[] {
  if (shows === 'textures') return items.map(plainItem);
  const writer = decodingRows(0, async () => new Uint8Array());
  return items.map((item, row) => ({ item, target: { writer, row, decode } }));
}

function batchFindings(model: Model, { name }: DataSet, images: readonly ImageItem[]): readonly DataFinding[] {
  // What cannot be read at all has been told.
  const open = new Set(images.map((image) => image.category));
  const shares = tooLargeShares(model, images, categoriesOf(model.data));
  return shares.flatMap(({ batch, category, count }) => {
    if (category !== undefined && !open.has(category)) return [];
    const message =
      category === undefined
        ? `a batch of ${batch} is more than the ${count} images that ${name} leaves to train on`
        : `a batch has ${batch} images of ${category}, which leaves ${count} to train on`;
    return [{ code: 'batch-too-large', message, hint: 'make `batch` smaller, or add images', category }];
  });
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly finding: DataFinding };

async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return { ok: false, finding: findingOf(error) };
  }
}

function findingOf({ code, message, hint }: OutsideError, category?: string): DataFinding {
  return { code: codeOf(code), message: category === undefined ? message : `${category}: ${message}`, hint, category };
}

/** What a run would fail with, as a code of the catalogue. */
function codeOf(failure: FailureCode): DataCode {
  switch (failure) {
    case 'data-missing':
    case 'holdout-empty':
    case 'image-too-large':
    case 'mask-size':
      return failure;
    case 'image-corrupt':
    case 'image-format':
      return 'image-corrupt';
    case 'mask-missing':
      return 'image-without-mask';
    default:
      return 'data-layout';
  }
}
