// Makes a data set ready for training: splits it, reads every file once, and decides whether the pictures live in memory
// or on disk. Everything that is wrong with the files comes out here, before training, in one report.
import path from 'node:path';
import { reworded } from '../../diagnostics/outside-error.ts';
import { categoriesOf } from '../../dsl/model/categories.ts';
import type { DataSettings, Model } from '../../dsl/model/model.ts';
import { grouped } from '../files/grouped.ts';
import type { DataSet, ImageItem, PictureFile } from '../images/data-set.ts';
import { type Frame, frameOf, readPicture } from '../images/decode.ts';
import { describeDoubts } from '../masks/mask-doubts.ts';
import { type DataDigest, digestOf, type HashedItem, type SourceDigest } from '../record/data-digest.ts';
import { placeOfFile } from '../sources/open.ts';
import type { TrainingPictures } from './batch-source.ts';
import { countsOf } from './category-groups.ts';
import { countOf, type GivenFiles, hashedDefects, listGivenFiles } from './given-folders.ts';
import { describePasted, describeRepeats, describeShared } from './repeats.ts';
import { openRowCache } from './row-cache.ts';
import { decodingRows, memoryRows, type RowWriter } from './rows.ts';
import { type Split, splitNormal } from './split.ts';
import { describeDark, type Fault, type Survey, type SurveyedItem, surveyItems } from './survey.ts';
import { listForegrounds, readMaskAtFrame } from './textures.ts';

/** What training will need, before anything is read. */
export interface PicturePlan {
  readonly data: DataSet;
  readonly model: Model;
  readonly frame: Frame;
  readonly split: Split;
  readonly textures: readonly GivenFiles[];
  readonly foreground: readonly PictureFile[] | undefined;
  /** Whether the pictures live in the session, or are fed. */
  readonly mode: 'resident' | 'fed';
}

export interface Prepared {
  readonly digest: DataDigest;
  /** What it is of. */
  readonly hashed: readonly HashedItem[];
  /** The same of each of several sources, as if it were the only one; undefined where there is one. */
  readonly sources: readonly SourceDigest[] | undefined;
  /** Without what was skipped. */
  readonly data: DataSet;
  readonly split: Split;
  readonly pictures: TrainingPictures;
  /** Files that cannot be read, where the pipeline says to go on without them. */
  readonly skipped: readonly Fault[];
  /** What the user may want to know, a sentence each. */
  readonly notes: readonly string[];
}

/** `memoryLimit`: bytes. @throws OutsideError `holdout-empty`, `data-missing`, `foreground-missing` */
export async function planPictures(
  model: Model,
  data: DataSet,
  dataFolder: string,
  memoryLimit: number,
): Promise<PicturePlan> {
  const frame = frameOf(model.data);
  const split = splitNormal(data.train, model.data.holdout, model.train.seed);
  const textures = await listGivenFiles(model.augment, dataFolder, frame, split.train);
  const { foreground: folder } = model.data;
  const foreground = folder === undefined ? undefined : listForegrounds(folder, dataFolder, split.train);
  const area = frame.width * frame.height;
  const count = split.train.length + countOf(textures);
  const bytes = area * (count * frame.channels + (foreground?.length ?? 0));
  return { data, model, frame, split, textures, foreground, mode: bytes <= memoryLimit ? 'resident' : 'fed' };
}

/**
 * Reads, hashes and decodes. `cache`: the user's cache folder. `progress` may throw to stop.
 * @throws OutsideError `image-corrupt` and the like, with all files in one message; `disk-full`
 */
export async function preparePictures(
  plan: PicturePlan,
  cache: string,
  progress: (done: number, total: number) => void,
): Promise<Prepared> {
  const { data, split } = plan;
  const groups = await openGroups(plan, cache);
  try {
    const looked = [...split.holdout, ...data.test, ...data.validation].map((item) => ({ item }));
    const items = [...groups.flatMap((group) => group.items), ...looked];
    const survey = await surveyItems(items, plan.frame, (done) => progress(done, items.length));
    const own = [...split.train, ...looked.map(({ item }) => item)];
    const skipped = refuseFaults(survey.faults, plan.model.data, own);
    const broken = new Set(skipped.map(({ image }) => image));
    const kept = await Promise.all(groups.map((group) => finishGroup(group, broken)));
    const isWhole = ({ name }: ImageItem) => !broken.has(name);
    const train = split.train.filter(isWhole);
    const [images, ...rest] = kept;
    if (images === undefined) throw new Error('bug in anoseg: no group of training images');
    const hashed = survey.hashed.filter((item) => item !== undefined);
    return {
      digest: digestOf(hashed),
      hashed,
      sources: digestsBySource(items, survey),
      data: { ...data, test: data.test.filter(isWhole), validation: data.validation.filter(isWhole) },
      split: { train, holdout: split.holdout.filter(isWhole) },
      pictures: {
        images,
        categories: countsOf(train, categoriesOf(plan.model.data)),
        foreground: plan.foreground === undefined ? undefined : rest[0],
        textures: plan.foreground === undefined ? rest : rest.slice(1),
      },
      skipped,
      notes: notesOf(plan, groups, survey),
    };
  } catch (error) {
    await Promise.all(groups.map(({ writer }) => writer.abandon()));
    throw error;
  }
}

function digestsBySource(items: readonly SurveyedItem[], { hashed }: Survey): readonly SourceDigest[] | undefined {
  const found = items.flatMap(({ item: { category } }, i) => {
    const one = hashed[i];
    return category === undefined || one === undefined ? [] : [{ category, item: one }];
  });
  if (found.length === 0) return undefined;
  return [...grouped(found, ({ category }) => category)].map(([category, own]) => ({
    category,
    ...digestOf(own.map(({ item }) => ({ ...item, name: item.name.slice(category.length + 1) }))),
  }));
}

const noRoom =
  'the decoded pictures do not fit into memory, and the cache folder is full or may not be written: they are decoded at each step, which is slow; ANOSEG_CACHE names another folder';

// The groups come first, of them the training images; then those held out and the test images.
function notesOf({ split, data, textures }: PicturePlan, groups: readonly Group[], survey: Survey): readonly string[] {
  const looked = groups.reduce((sum, { items }) => sum + items.length, 0);
  const begin = looked + split.holdout.length;
  const train = [...survey.hashed.slice(0, split.train.length), ...survey.hashed.slice(looked, begin)];
  const test = survey.hashed.slice(begin, begin + data.test.length);
  const repeats = describeRepeats(train, test);
  const shared = describeShared([...train, ...test], data);
  const defects = hashedDefects(textures, survey.hashed, looked - countOf(textures));
  return [
    ...(groups.some(({ isDecodedAnew }) => isDecodedAnew) ? [noRoom] : []),
    ...describeDoubts(survey.doubts).map(({ message }) => message),
    ...(repeats ? [repeats.message] : []),
    ...(shared ? [shared.message] : []),
    ...[describePasted(defects, test)?.message ?? []].flat(),
    ...[describeDark(survey.dark) ?? []].flat(),
  ];
}

/** Pictures of one size that go into rows of their own. */
interface Group {
  readonly items: readonly SurveyedItem[];
  readonly writer: RowWriter;
  readonly isDecodedAnew: boolean;
}

// Training images first, then the masks of their objects, then the folders of textures.
async function openGroups(plan: PicturePlan, cache: string): Promise<readonly Group[]> {
  const { frame, split, foreground, textures, data } = plan;
  const decode = (file: PictureFile) => readPicture(file, frame).then(({ pixels }) => pixels);
  const area = frame.width * frame.height;
  const masks = foreground && foregroundItems(foreground, split.train);
  return Promise.all([
    openGroup(plan, cache, `images of ${data.name}`, split.train, area * frame.channels, decode),
    ...(masks
      ? [openGroup(plan, cache, `foregrounds of ${data.name}`, masks, area, (file) => readMaskAtFrame(file, frame))]
      : []),
    ...textures.map(({ shows, items, decode: shown }) =>
      openGroup(plan, cache, shows, items, area * frame.channels, shown),
    ),
  ]);
}

/** Masks of objects, as items of their own. */
export function foregroundItems(files: readonly PictureFile[], train: readonly ImageItem[]): readonly ImageItem[] {
  return files.map((file, i) => {
    const image = train[i];
    const own = image?.category === undefined ? {} : { category: image.category };
    // It shares its image's fate, so it has its name.
    const name = image?.name ?? file.name;
    return { ...file, ...own, name, defect: 'good', stem: '', masks: [], hasGroundTruth: true };
  });
}

/** Changes whenever decoding gives other bytes, so that no old cache is used. */
const decodingVersion = 2;

async function openGroup(
  plan: PicturePlan,
  cache: string,
  what: string,
  items: readonly ImageItem[],
  bytes: number,
  decode: (file: PictureFile) => Promise<Uint8Array>,
): Promise<Group> {
  const anew = () =>
    decodingRows(bytes, (row) => decode(items[row] ?? { name: '', read: async () => new Uint8Array() }));
  const name = JSON.stringify([decodingVersion, what, plan.frame, items.map((item) => item.name)]);
  const cached =
    plan.mode === 'resident'
      ? memoryRows(items.length, bytes)
      : await openRowCache({ parent: path.join(cache, 'decoded'), name, count: items.length, bytes });
  const writer = cached ?? anew();
  return {
    items: items.map((item, row) => ({ item, target: { writer, row, decode } })),
    writer,
    isDecodedAnew: cached === undefined,
  };
}

function finishGroup({ items, writer }: Group, broken: ReadonlySet<string>) {
  return writer.finish(items.flatMap(({ item }, row) => (broken.has(item.name) ? [] : [row])));
}

/** Codes that `on_corrupt = skip` goes on with. */
const skippable: readonly string[] = ['image-corrupt', 'image-format'];
const shownFaults = 50;

/** What is skipped; all faults in one error where something may not be. `own`: the images of the data set. */
export function refuseFaults(
  faults: readonly Fault[],
  data: Pick<DataSettings, 'source' | 'sources' | 'onCorrupt'>,
  own: readonly ImageItem[],
): readonly Fault[] {
  const { onCorrupt } = data;
  const [first, ...others] = faults;
  if (first === undefined) return [];
  const allSkippable = faults.every(({ code }) => skippable.includes(code));
  if (onCorrupt === 'skip' && allSkippable) return faults;
  const hint = allSkippable
    ? `${first.hint}; \`on_corrupt = skip\` in \`data\` goes on without such files`
    : (faults.find(({ code }) => !skippable.includes(code)) ?? first).hint;
  const names = new Set(own.map(({ name }) => name));
  // Whoever has many folders does not know which one `train/good/3.png` is of.
  const told = ({ image, file, message }: Fault) =>
    file !== undefined && names.has(image) ? placeOfFile(data, file) + message.slice(file.length) : message;
  const shown = faults.slice(0, shownFaults).map(told);
  const more = faults.length > shownFaults ? `; and ${faults.length - shownFaults} more` : '';
  throw reworded(first, {
    message: others.length === 0 ? told(first) : `${faults.length} files cannot be used: ${shown.join('; ')}${more}`,
    hint,
  });
}
