// How masks and images find each other in a folder of one's own: as people name them, and never by a guess. Good images
// are named g#, so that a mask or a defective image among those that are trained on is seen at once.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { OutsideError } from '../../../src/diagnostics/outside-error.ts';
import type { DataSet } from '../../../src/runtime/images/data-set.ts';
import { openDataSet } from '../../../src/runtime/sources/open.ts';
import type { FolderSettings } from '../../../src/runtime/sources/own-folder/folder.ts';
import { readers } from '../../../src/runtime/sources/table.ts';
import { checkText } from '../../pipelines.ts';
import { type Content, png, tree } from './tree.ts';

const [width, height] = [40, 32];
// Noise, as any photograph has.
const photo = (seed: number) =>
  png(
    Uint8Array.from({ length: width * height * 3 }, (_, i) => 110 + ((i * 7919 + seed * 104729) % 31)),
    width,
    height,
    3,
  );
const drawn = (value: number) => {
  const data = new Uint8Array(width * height);
  for (let y = 8; y < 16; y++) data.fill(value, y * width + 8, y * width + 16);
  return png(data, width, height);
};

const starter = readFileSync('pipelines/mvtec-bottle.anoseg', 'utf8').replace('mvtec(category)', 'SOURCE');

const settings: FolderSettings = {
  path: '.',
  normal: [],
  test: [],
  masks: [],
  suffixes: ['', '_mask', '_gt', '_GT', '_label', '_seg', '-mask'],
  validation: '',
  test_share: 0.2,
};

/** What each name stands for: `m` a mask, `e` an empty one, anything else a photograph. */
async function open(
  names: readonly string[],
  given: Readonly<Record<string, readonly string[]>> = {},
): Promise<DataSet> {
  return readers.folder.open({ ...settings, ...given }, await tree(contentOf(names)));
}

function contentOf(names: readonly string[]): Readonly<Record<string, Content>> {
  const content = (name: string, i: number): Content => {
    const what = name.split(' = ')[1];
    return what === 'm' ? drawn(255) : what === 'e' ? drawn(0) : photo(i);
  };
  return Object.fromEntries(names.map((name, i) => [name.split(' = ')[0] ?? '', content(name, i)]));
}

/** Each defective image with its masks; all that is taken for good must be called g#. */
function pairs({ train, test: tested }: DataSet): readonly string[] {
  const good = [...train, ...tested.filter(({ defect }) => defect === 'good')];
  expect(good.map(({ name }) => name).filter((name) => !/(^|\/)g\d+\.\w+$/.test(name))).toEqual([]);
  return tested
    .filter(({ defect }) => defect !== 'good')
    .map(({ name, defect, masks }) => `${defect}: ${name} < ${masks.map((mask) => mask.name).join(' ')}`);
}

const good = (folder: string) => Array.from({ length: 5 }, (_, i) => `${folder}g${i}.png`);

const beside = (folder: string, ending: string, content: (stem: string) => Content) =>
  Object.fromEntries(['g0', 'g1', 'g2', 'g3', 'g4', 'd'].map((stem) => [`${folder}${stem}.${ending}`, content(stem)]));
const yoloBeside = () => beside('images/', 'txt', (stem) => (stem === 'd' ? '0 0.5 0.5 0.1 0.1\n' : ''));
const sidecars = (text: string) => beside('images/', 'json', () => text);
const thumbnails = () => beside('preview/', 'png', () => photo(3));

describe('images/ and masks/', () => {
  test.each([
    ['image3.png', 'mask3.png'],
    ['IMG_3.JPG', 'img_3.png'],
    ['3.png', '3_segmentation.png'],
    ['3.jpg', '3.jpg.png'],
    ['3.png', 'gt_3.png'],
    ['3.png', '3-mask.png'],
    ['3.png', '3_label.png'],
    ['3.png', '3.mask.png'],
    ['3.png', 'Mask (3).png'],
    ['Image (3).png', 'Mask (3).png'],
    ['image_3.png', 'mask_003.png'],
    ['frame_000123.png', 'gt_123.png'],
    ['part_3_rgb.png', 'part_3_drawn.png'],
    ['cam1-3-top.png', '3.png'],
    ['Teil-3.png', 'Maske-3.png'],
    ['bad_3.png', '3_GroundTruth.png'],
    ['x3.png', 'x3_anomaly_mask.png'],
    ['DSC_0003.jpg', 'DSC_0003_mask_final.png'],
    ['Teil (3).png', 'Teil (3) Kopie.png'],
    ['scan-2024-05-3.png', 'scan-2024-05-3.label.png'],
    ['defect3.png', 'defect3gt.png'],
    ['anomaly_3.png', 'anomaly_mask_3.png'],
    ['Part3_Color.png', 'Part3_BW.png'],
  ])('%s with %s', async (image, mask) => {
    const ten = (name: string) => name.replace(/3(?!.*\d)/, '10').replace('0010', '010');
    const one = (name: string) => name.replace(/3(?!.*\d)/, '1');
    const images = [one(image), image, ten(image)];
    const masks = [one(mask), mask, ten(mask)];
    const data = await open([
      ...good('images/'),
      ...images.map((name) => `images/${name}`),
      ...masks.map((name) => `masks/${name} = m`),
    ]);
    expect(pairs(data).toSorted()).toEqual(
      images.map((name, i) => `defect: images/${name} < masks/${masks[i]}`).toSorted(),
    );
    expect(data.notes[1]).toMatch(/^masks are paired: masks\/.* with images\/.*, by .* \(3 masks\)$/);
  });

  test.each([
    ['labels'],
    ['ground_truth'],
    ['anomaly_mask'],
    ['GT'],
    ['xyz'],
    ['掩码'],
    ['defect masks'],
    ['SegmentationClass'],
  ])('masks in %s/', async (folder) => {
    const data = await open([
      ...good('images/'),
      'images/3.png',
      'images/4.png',
      `${folder}/3.png = m`,
      `${folder}/4.png = m`,
      `${folder}/g0.png = e`,
    ]);
    expect(pairs(data)).toEqual([`defect: images/3.png < ${folder}/3.png`, `defect: images/4.png < ${folder}/4.png`]);
  });

  test('images in a folder of any name', async () => {
    const data = await open([...good('Aufnahmen/'), 'Aufnahmen/3.png', 'Masken/3.png = m']);
    expect(pairs(data)).toEqual(['defect: Aufnahmen/3.png < Masken/3.png']);
  });
});

describe('masks beside their images', () => {
  test.each([
    ['#_Mask.png'],
    ['#_segmentation.png'],
    ['#.mask.png'],
    ['#_mask.png #_mask_1.png'],
    ['#_mask1.png #_mask2.png'],
    ['mask_#.png'],
    ['#-drawn.png'],
    ['#.bmp.png'],
  ])('%s', async (names) => {
    const masks = (stem: string) => names.split(' ').map((name) => name.replace('#', stem));
    const data = await open([
      ...good(''),
      ...['d0', 'd1'].flatMap((stem) => [`${stem}.jpg`, ...masks(stem).map((name) => `${name} = m`)]),
    ]);
    expect(pairs(data)).toEqual(['d0', 'd1'].map((stem) => `defect: ${stem}.jpg < ${masks(stem).join(' ')}`));
  });

  test('of the same stem, told by their looks', async () => {
    const data = await open([...good(''), 'd0.jpg', 'd0.png = m', 'd1.jpg', 'd1.png = m']);
    expect(pairs(data)).toEqual(['defect: d0.jpg < d0.png', 'defect: d1.jpg < d1.png']);
  });

  test('in test/KIND', async () => {
    const data = await open([
      ...good('train/good/'),
      'test/good/g9.png',
      'test/crack/1.png',
      'test/crack/1_Mask.png = m',
      'test/hole/1.jpg',
      'test/hole/1.png = m',
    ]);
    expect(pairs(data)).toEqual([
      'crack: test/crack/1.png < test/crack/1_Mask.png',
      'hole: test/hole/1.jpg < test/hole/1.png',
    ]);
  });
});

describe('masks by their looks, in a folder of any name and beside images', () => {
  const dot = (format: 'png' | 'jpeg' | 'tiff' | 'webp', value = 255, blur = 0.3) =>
    drawn(value).then((mask) => sharp(mask).blur(blur).toColourspace('b-w').toFormat(format).toBuffer());
  const transparent = () =>
    drawn(255).then((mask) =>
      sharp({ create: { width, height, channels: 3, background: '#000' } })
        .joinChannel(Buffer.from(mask))
        .png()
        .toBuffer(),
    );
  test.each<[string, string, () => Promise<Uint8Array>]>([
    ['soft edges', 'png', () => dot('png', 255, 0.8)],
    ['0 and 1', 'png', () => drawn(1)],
    ['a JPEG', 'jpg', () => dot('jpeg')],
    ['a TIFF', 'tif', () => dot('tiff')],
    ['a WebP', 'webp', () => dot('webp')],
    ['in the alpha channel', 'png', transparent],
    ['black on white', 'png', () => drawn(255).then((mask) => sharp(mask).negate().png().toBuffer())],
  ])('%s', async (_, ending, mask) => {
    const images = Object.fromEntries(good('').map((name, i) => [name, photo(i)]));
    const apart = await tree({
      ...Object.fromEntries(Object.entries(images).map(([name, image]) => [`good/${name}`, image])),
      'bad/3.bmp.png': photo(8),
      'bad/4.bmp.png': photo(9),
      [`abc/3.${ending}`]: mask(),
      [`abc/4.${ending}`]: mask(),
    });
    expect(pairs(await readers.folder.open(settings, apart))).toEqual(
      ['3', '4'].map((stem) => `bad: bad/${stem}.bmp.png < abc/${stem}.${ending}`),
    );
    const beside = await tree({
      ...images,
      '3.png': photo(8),
      '4.png': photo(9),
      [`3x.${ending}`]: mask(),
      [`4x.${ending}`]: mask(),
    });
    expect(pairs(await readers.folder.open(settings, beside))).toEqual(
      ['3', '4'].map((stem) => `defect: ${stem}.png < ${stem}x.${ending}`),
    );
  });

  test('empty masks are not trained on either', async () => {
    const data = await open([...good(''), 'd.jpg', 'd.png = m', 'g0_x.png = e', 'g7.jpg', 'g7.png = e']);
    expect(data.train.map(({ name }) => name).filter((name) => /g0_x|g7\.png/.test(name))).toEqual([]);
  });
});

describe('several masks of one image', () => {
  test.each([
    ['1_a.png 1_b.png', '2_a.png'],
    ['mask_1_1.png mask_1_2.png', 'mask_2_1.png'],
    ['1/000.png 1/001.png', '2/000.png'],
    ['1_mask_1.png 1_mask_2.png', '2_mask_1.png'],
  ])('%s', async (first, second) => {
    const files = `${first} ${second}`.split(' ').map((name) => `masks/${name} = m`);
    const data = await open([...good('good/'), 'bad/1.png', 'bad/2.png', ...files]);
    const listed = (names: string) =>
      names
        .split(' ')
        .map((name) => `masks/${name}`)
        .join(' ');
    expect(pairs(data)).toEqual([`bad: bad/1.png < ${listed(first)}`, `bad: bad/2.png < ${listed(second)}`]);
  });
});

describe('folders of kinds', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      'good/, NG/KIND/, mask/KIND/',
      [...good('good/'), 'NG/colour/00.png', 'NG/crack/00.png', 'mask/colour/00.png = m', 'mask/crack/00.png = m'],
      ['colour: NG/colour/00.png < mask/colour/00.png', 'crack: NG/crack/00.png < mask/crack/00.png'],
    ],
    [
      'OK, NG and masks',
      [...good('OK/'), 'NG/1.png', 'NG/10.png', 'NG_masks/1.png = m', 'NG_masks/10.png = m'],
      ['NG: NG/1.png < NG_masks/1.png', 'NG: NG/10.png < NG_masks/10.png'],
    ],
    [
      'ok_images, defective, anomaly_mask',
      [...good('ok_images/'), 'defective/1.png', 'anomaly_mask/1_m.png = m'],
      ['defective: defective/1.png < anomaly_mask/1_m.png'],
    ],
    [
      'masks/ below a kind',
      [...good('train/good/'), 'test/crack/1.png', 'test/crack/masks/1.png = m'],
      ['crack: test/crack/1.png < test/crack/masks/1.png'],
    ],
    [
      'test/defect with test/masks',
      [...good('train/good/'), 'test/defect/1.png', 'test/masks/1.png = m', 'test/good/g7.png'],
      ['defect: test/defect/1.png < test/masks/1.png'],
    ],
    [
      'ground_truth/test/KIND',
      [...good('train/good/'), 'test/crack/1.png', 'ground_truth/test/crack/1.png = m'],
      ['crack: test/crack/1.png < ground_truth/test/crack/1.png'],
    ],
    [
      'masks of good images too',
      [...good('good/'), 'bad/1.png', 'masks/1.png = m', 'masks/g0.png = e', 'masks/g1.png = e'],
      ['bad: bad/1.png < masks/1.png'],
    ],
    [
      'masks in a folder of any name',
      [...good('good/'), 'NG/crack/1.png', 'NG/hole/1.png', 'xyz/crack/1.png = m', 'xyz/hole/1.png = m'],
      ['crack: NG/crack/1.png < xyz/crack/1.png', 'hole: NG/hole/1.png < xyz/hole/1.png'],
    ],
    [
      'flat masks of several kinds',
      [...good('good/'), 'crack/1.png', 'hole/2.png', 'masks/1.png = m', 'masks/2.png = m'],
      ['crack: crack/1.png < masks/1.png', 'hole: hole/2.png < masks/2.png'],
    ],
    [
      'bad images below good ones',
      [...good('good/'), 'good/bad/1.png', 'NG/2.png'],
      ['NG: NG/2.png < ', 'bad: good/bad/1.png < '],
    ],
    [
      'folders that all have the name of the part',
      [...good('ok_front/'), 'def_front/1.png', 'masks/1.png = m'],
      ['def_front: def_front/1.png < masks/1.png'],
    ],
    [
      'a folder around all of it',
      [
        ...good('castings/train/ok/'),
        'castings/test/def/1.png',
        'castings/test/ok/g9.png',
        'castings/gt/def/1.png = m',
      ],
      ['def: castings/test/def/1.png < castings/gt/def/1.png'],
    ],
    [
      'overlays beside images',
      [...good('good/'), 'bad/1.png', 'bad/1_mask.png = m', 'bad/1_overlay.png'],
      ['bad: bad/1.png < bad/1_mask.png'],
    ],
    [
      'labels in train/ and test/',
      [...good('Train/'), 'Train/05.png', 'Train/Label/05_label.png = m', 'Test/01.png', 'Test/Label/01_label.png = m'],
      ['defect: Test/01.png < Test/Label/01_label.png', 'defect: Train/05.png < Train/Label/05_label.png'],
    ],
    [
      'what LabelMe writes',
      [...good('good/'), 'bad/1.png', 'bad/1_json/img.png', 'bad/1_json/label.png = m', 'bad/1_json/label_viz.png'],
      ['bad: bad/1.png < bad/1_json/label.png'],
    ],
    [
      'overlays are no kind',
      [...good('good/'), 'bad/1.png', 'overlays/1.png', 'masks/1.png = m'],
      ['bad: bad/1.png < masks/1.png'],
    ],
    [
      'a folder of masks for each image',
      [...good('good/'), 'bad/1.png', 'gt/1/000.png = m', 'gt/1/001.png = m'],
      ['bad: bad/1.png < gt/1/000.png gt/1/001.png'],
    ],
    [
      'train/images with train/masks',
      [
        ...good('train/images/'),
        'train/images/d.png',
        'train/masks/d.png = m',
        'test/images/e.png',
        'test/masks/e.png = m',
      ],
      ['defect: test/images/e.png < test/masks/e.png', 'defect: train/images/d.png < train/masks/d.png'],
    ],
    [
      'images/good and images/KIND',
      [...good('images/good/'), 'images/crack/1.png', 'masks/crack/1.png = m'],
      ['crack: images/crack/1.png < masks/crack/1.png'],
    ],
    [
      'train_good, test_good, test_bad',
      [...good('train_good/'), 'test_good/g8.png', 'test_bad/1.png', 'test_masks/1.png = m'],
      ['test_bad: test_bad/1.png < test_masks/1.png'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(pairs(await open(files))).toEqual(expected);
  });
});

describe('what nobody can tell is an error that shows both names, and what to type', () => {
  test.each<[string, readonly string[], string, RegExp, RegExp]>([
    [
      'masks that meet no image',
      [...good('images/'), 'images/part.png', 'masks/other.png = m'],
      'mask-unpaired',
      /masks\/other\.png/,
      /masks: "masks\/other\.png"/,
    ],
    [
      'one mask that is left over',
      [...good('images/'), 'images/3.png', 'images/4.png', 'masks/3.png = m', 'masks/7.png = m'],
      'mask-unpaired',
      /masks\/7\.png/,
      /give the mask the name of its image/,
    ],
    [
      'a folder that looks like masks, beside good/',
      [...good('good/'), 'xyz/a.png = m', 'xyz/b.png = m'],
      'mask-unpaired',
      /xyz\/a\.png and xyz\/b\.png/,
      /normal/,
    ],
    ['masks among the good images', [...good('good/'), 'good/q.png = m'], 'mask-unpaired', /good\/q\.png/, /normal/],
    [
      'a good image whose mask marks something',
      [...good('good/'), 'good/d.png', 'bad/1.png', 'masks/1.png = m', 'masks/d.png = m'],
      'good-image-marked',
      /good\/d\.png with masks\/d\.png/,
      /move the image/,
    ],
    [
      'two numbers that fit',
      [...good('images/'), 'images/p3.png', 'images/p4.png', 'masks/m3.png = m', 'masks/m4.png = m'],
      'mask-ambiguous',
      /images\/g3\.png or to images\/p3\.png|images\/p3\.png or to images\/g3\.png/,
      /for the first write `folder\(.*for the second `folder\(/,
    ],
    [
      'one mask, two kinds',
      [...good('good/'), 'crack/1.png', 'hole/1.png', 'masks/1.png = m'],
      'mask-ambiguous',
      /crack\/1\.png or to hole\/1\.png/,
      /test: "crack\/\*\.png"/,
    ],
    [
      'two folders of masks',
      [...good('good/'), 'bad/1.png', 'masks/1.png = m', 'labels/1.png = m'],
      'mask-ambiguous',
      /in two folders/,
      /masks: "labels\/\*\*"/,
    ],
    [
      'masks in the order of nothing, and good images with the same numbers',
      [...good('good/'), 'bad/17.png', 'bad/23.png', 'masks/1.png = m', 'masks/2.png = m'],
      'mask-unpaired',
      /masks\/1\.png and masks\/2\.png/,
      /test: "bad\/\*\.png"/,
    ],
    [
      'one number that is not there',
      [...good('images/'), 'images/p1.png', 'images/p2.png', 'masks/p10.png = m'],
      'mask-unpaired',
      /masks\/p10\.png/,
      /normal/,
    ],
    [
      'photographs in a folder that is named as one of masks',
      [...good('good/'), 'label/1.png', 'label/2.png', 'scratch/3.png'],
      'mask-ambiguous',
      /masks or a kind of defect\?/,
      /test: "label\/\*\*"\)`; if they are masks, .*masks: "label\/\*\*"/,
    ],
    [
      'a training image whose mask lies elsewhere',
      [...good('train/'), 'train/d1.png', 'test/good/g9.png', 'test/bad/1.png', 'masks/d1.png = m'],
      'good-image-marked',
      /train\/d1\.png with masks\/d1\.png/,
      /move the image/,
    ],
    ['masks alone', ['a.png = m', 'b.png = m'], 'data-layout', /all pictures look like masks/, /normal: "\*\*"/],
    ['images of which some are called bad', [...good(''), 'bad_1.png'], 'data-layout', /./, /normal: "GLOB"/],
  ])('%s', async (_, files, code, message, hint) => {
    await expect(open(files)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });

  test.each<[string, readonly string[]]>([
    ['two numbers that fit', [...good('images/'), 'images/p3.png', 'images/p4.png', 'masks/m3.png = m']],
    ['one mask, two kinds', [...good('good/'), 'crack/1.png', 'hole/1.png', 'masks/1.png = m']],
    ['two folders of masks', [...good('good/'), 'bad/1.png', 'masks/1.png = m', 'labels/1.png = m']],
    ['two cameras', [...good('images/'), 'images/cam0_3.png', 'images/cam1_3.png', 'masks/3.png = m']],
  ])('what is shown can be typed: %s', async (_, names) => {
    const root = await tree(contentOf(names));
    const error = await readers.folder.open(settings, root).catch((thrown: unknown) => thrown);
    const hint = error instanceof OutsideError ? error.hint : '';
    const calls = [...hint.matchAll(/`(folder\(.*?\))`/g)].map(([, call]) => call ?? '');
    expect(calls).toHaveLength(2);
    const read = calls.map(async (call) => {
      const { model } = checkText(starter.replace('SOURCE', call));
      if (model === undefined) throw new Error('valid');
      const data = await openDataSet(model.data, path.dirname(root));
      return data.test
        .filter(({ masks }) => masks.length > 0)
        .map(({ name, masks: [mask] }) => `${name} < ${mask?.name}`);
    });
    const [first, second] = await Promise.all(read);
    expect(first).toHaveLength(1);
    expect(second).toHaveLength(1);
    expect(first).not.toEqual(second);
  });

  describe('labels that are no pictures', () => {
    const openTree = async (files: Readonly<Record<string, Content>>) => {
      const images = Object.fromEntries([...good('images/'), 'images/d.png'].map((name, i) => [name, photo(i)]));
      return readers.folder.open(settings, await tree({ ...images, ...files }));
    };
    test.each<[string, Readonly<Record<string, Content>>]>([
      ['rows of YOLO', { 'labels/d.txt': '0 .5 .5 .1 .1' }],
      ['rows of YOLO beside all images, some without any', yoloBeside()],
      ['a table with a telling name', { 'labels.csv': 'g0.png,1' }],
      ['a table of classes', { 'data.csv': 'filename,label\ng0.png,ok\nd.png,crack\n' }],
      ['run lengths, as at Kaggle', { 'train.csv': 'ImageId,ClassId,EncodedPixels\nd.png,1,29102 12\n' }],
      ['COCO', { 'result.json': '{"images": [{"file_name": "images/d.png"}], "annotations": [{}]}' }],
      ['outlines beside the image', { 'images/d.json': '{"shapes": []}' }],
      ['outlines in a folder of their own', { 'json/d.json': '{"shapes": [{}]}' }],
      ['outlines named as the file', { 'ann/d.png.json': '{"objects": []}' }],
      ['Pascal VOC', { 'xml/d.xml': '<annotation><object/></annotation>' }],
      ['arrays', { 'arrays/d.npy': '\x93NUMPY' }],
      ['a drawing', { 'images/d.svg': '<svg/>' }],
      ['an archive of masks', { 'masks.zip': 'PK' }],
      ['overlays of some images', { 'overlays/d.png': photo(9) }],
    ])('%s', async (_, files) => {
      await expect(openTree(files)).rejects.toMatchObject({
        code: 'labels-unread',
        hint: expect.stringContaining('normal: "GLOB"'),
      });
    });

    test.each<[string, Readonly<Record<string, Content>>]>([
      ['what a camera writes for all images', sidecars('{"exposure": 0.1}')],
      ['a log of all images', { 'log.csv': 'time,file,exposure\n1,g0.png,0.1\n' }],
      ['notes', { 'readme.txt': 'Taken in May. No defects are known.' }],
      ['thumbnails of all images', { ...thumbnails() }],
    ])('%s are no labels', async (_, files) => {
      expect((await openTree(files)).train).toHaveLength(6);
    });

    test('labels of what has a mask as a picture, and lists of a split, are no news', async () => {
      const voc = { 'SegmentationClass/d.npy': '\x93NUMPY', 'ImageSets/Segmentation/default.txt': 'd\n' };
      const masks = { 'SegmentationClassPNG/d.png': drawn(1), 'SegmentationObject/d.png': drawn(2) };
      expect(pairs(await openTree({ ...voc, ...masks }))).toEqual([
        'defect: images/d.png < SegmentationClassPNG/d.png SegmentationObject/d.png',
      ]);
    });
  });

  test('folders below good/ are good, and told', async () => {
    const { notes } = await open([...good('good/'), 'good/scratch/g8.png', 'good/scratch/g9.png', 'bad/1.png']);
    expect(notes).toContain('2 images in good/scratch/ taken as good, as the folder around says');
  });

  test.each([['overlays'], ['preview'], ['viz']])('masks in %s/, where there are no others', async (folder) => {
    const data = await open([...good('images/'), 'images/d.png', `${folder}/d.png = m`]);
    expect(pairs(data)).toEqual([`defect: images/d.png < ${folder}/d.png`]);
  });

  test('and globs decide', async () => {
    const data = await open(
      [...good('images/'), 'images/p3.png', 'images/p4.png', 'masks/m3.png = m', 'masks/m4.png = m'],
      {
        normal: ['images/g*.png'],
        test: ['images/p*.png'],
        masks: ['masks/*'],
      },
    );
    expect(pairs(data).map((line) => line.replace(/^\w+: /, ''))).toEqual([
      'images/p3.png < masks/m3.png',
      'images/p4.png < masks/m4.png',
    ]);
  });
});
