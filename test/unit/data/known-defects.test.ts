// Folders of known defects: what is read of them, and what is said of those that do not say where the defect is.
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { orderOf } from '../../../src/runtime/feed/batch-source.ts';
import { examineData } from '../../../src/runtime/feed/examine.ts';
import { listGivenFiles } from '../../../src/runtime/feed/given-folders.ts';
import { planPictures, preparePictures } from '../../../src/runtime/feed/prepare.ts';
import { frameOf } from '../../../src/runtime/images/decode.ts';
import { openDataSet } from '../../../src/runtime/sources/open.ts';
import { checkText } from '../../pipelines.ts';
import { type Content, mask, plain, tree } from './tree.ts';

const files: Readonly<Record<string, Content>> = {
  ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`bottle/train/good/${i}.png`, plain(i)])),
  'bottle/test/hole/0.png': plain(50),
  'bottle/ground_truth/hole/0_mask.png': mask(),
};
const known = { ...files, 'known/a.png': plain(60), 'known/a_mask.png': mask() };

function modelOf(folder = 'known') {
  const { model, diagnostics } = checkText(`anoseg 1
param defects = "${folder}"
data { source = mvtec("bottle")  image = 12 x 16  holdout = 20% }
augment { synthetic, mask = image -> paste_defect(defects) -> relabel() }
network g(seen) { map = seen -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam()  batch = 2 normal + 2 synthetic  steps = 10 }
`);
  if (model === undefined) throw new Error(diagnostics.map(({ summary }) => summary).join());
  return model;
}

async function found(tested: Readonly<Record<string, Content>>, folder?: string): Promise<readonly string[]> {
  const findings = await examineData(modelOf(folder), await tree(tested));
  return findings.map(({ code, message }) => `${code}: ${message}`);
}

/** A cut-out, 4 x 3 if nothing else is said: red, transparent at its left quarter. */
const cutOut = async (width = 4, height = 3) => {
  const data = Buffer.from(
    Array.from({ length: width * height }, (_, p) => [200, 10, 20, p % width < width / 4 ? 0 : 255]).flat(),
  );
  return sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
};

describe('check --with-data', () => {
  test.each([
    ['a mask beside the image', known],
    ['masks in a folder', { ...files, 'known/images/a.png': plain(60), 'known/masks/a.png': mask() }],
  ])('%s: nothing is said', async (_, tested) => expect(await found(tested)).toEqual([]));

  test('a cut-out says itself where it is', async () => {
    expect(await found({ ...files, 'known/a.png': await cutOut() })).toEqual([]);
  });

  test('cut-outs of one colour, which look like masks, are cut-outs', async () => {
    const tested = { ...files, 'known/a.png': await cutOut(40, 40), 'known/b.png': await cutOut(30, 40) };
    expect(await found(tested)).toEqual([]);
  });

  test('masks whose images are missing say so', async () => {
    expect(await found({ ...files, 'known/a_mask.png': mask() })).toEqual([
      expect.stringMatching(/^data-layout: known\/a_mask\.png: nothing says where the defect is/),
    ]);
  });

  test.each([
    ['no folder', files, /^data-missing: there is no folder .*known$/],
    [
      'an empty one',
      { ...files, 'known/readme.txt': 'words' },
      /^data-missing: there are no images of defects in .*known/,
    ],
    [
      'no mask',
      { ...files, 'known/a.png': plain(60) },
      /^data-layout: known\/a\.png: nothing says where the defect is: no mask, and no transparency$/,
    ],
    [
      'a mask of another size',
      { ...files, 'known/a.png': plain(60, 9, 9), 'known/a_mask.png': mask() },
      /^mask-size: known\/a_mask\.png: the mask is 8 x 6, its image 9 x 9$/,
    ],
    [
      'a broken file',
      { ...known, 'known/b.png': 'words', 'known/b_mask.png': mask() },
      /^image-corrupt: known\/b\.png cannot be read/,
    ],
    [
      'one that is tested with',
      { ...known, 'known/a.png': plain(50) },
      /^image-repeated: 1 of 1 test images is pasted as known defects too, byte by byte: test\/hole\/0\.png is known\/a\.png$/,
    ],
  ])('%s', async (_, tested, said) => {
    expect(await found(tested)).toEqual([expect.stringMatching(said)]);
  });

  test('a mask that marks nothing', async () => {
    const black = await sharp({ create: { width: 8, height: 6, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    expect(await found({ ...files, 'known/a.png': plain(60), 'known/a_mask.png': black })).toEqual([
      expect.stringMatching(/^data-layout: known\/a\.png: nothing of it is marked as a defect by known\/a_mask\.png/),
    ]);
  });
});

describe('read', () => {
  test('a cut-out has the scale of the images', async () => {
    const root = await tree({ ...files, 'known/a.png': await cutOut() });
    const model = modelOf();
    const { train } = await openDataSet(model.data, root);
    const [pictures, masks] = await listGivenFiles(model.augment, root, frameOf(model.data), train);
    const [item] = pictures?.items ?? [];
    if (!pictures || !masks || !item) throw new Error('no defect');
    // Images of 8 x 6 become 16 x 12, so 4 x 3 become 8 x 6: rows 3 to 8, columns 4 to 11, of which the first are transparent.
    const opacity = await masks.decode(item);
    const at = (row: number, column: number) => opacity[3 * (16 * row + column)];
    expect([at(3, 11), at(8, 11), at(2, 11), at(9, 11), at(3, 12), at(3, 4)]).toEqual([255, 255, 0, 0, 0, 0]);
    const colours = await pictures.decode(item);
    // Its own colour, also where it is transparent.
    for (const place of [0, 16 * 5 + 10, 16 * 12 - 1])
      expect([...colours.subarray(3 * place, 3 * place + 3)]).toEqual([200, 10, 20]);
  });

  test('a picture and its mask are drawn together', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 9 }, (_, i) => [
        [`known/${i}.png`, plain(60 + i)],
        [`known/${i}_mask.png`, mask()],
      ]).flat(),
    );
    const root = await tree({ ...files, ...many });
    const model = modelOf();
    const plan = await planPictures(model, await openDataSet(model.data, root), root, Number.POSITIVE_INFINITY);
    const { pictures } = await preparePictures(plan, path.join(root, 'cache'), () => undefined);
    const order = orderOf(model, pictures);
    const rows = Array.from({ length: 40 }, (_, batch) => [...order.textures(batch)]).flat();
    const pairs = Array.from({ length: rows.length / 2 }, (_, i) => [rows[2 * i], rows[2 * i + 1]]);
    for (const [picture, own] of pairs) expect(own).toBe(picture);
    expect(new Set(pairs.map(([picture]) => picture)).size).toBe(9);
  });

  test('the digest of the data knows them', async () => {
    const digestOf = async (tested: Readonly<Record<string, Content>>) => {
      const root = await tree(tested);
      const model = modelOf();
      const plan = await planPictures(model, await openDataSet(model.data, root), root, Number.POSITIVE_INFINITY);
      const { digest, notes } = await preparePictures(plan, path.join(root, 'cache'), () => undefined);
      return { ...digest, notes };
    };
    const [first, again, picture, marked] = await Promise.all([
      digestOf(known),
      digestOf(known),
      digestOf({ ...known, 'known/a.png': plain(61) }),
      digestOf({
        ...known,
        'known/a_mask.png': await sharp(
          await sharp(Buffer.alloc(48, 255), { raw: { width: 8, height: 6, channels: 1 } })
            .png()
            .toBuffer(),
        )
          .png()
          .toBuffer(),
      }),
    ]);
    expect(again.digest).toBe(first.digest);
    expect(picture.digest).not.toBe(first.digest);
    expect(marked.digest).not.toBe(first.digest);
    const { notes } = await digestOf({ ...known, 'known/a.png': plain(50) });
    expect(notes).toEqual([expect.stringContaining('pasted as known defects too')]);
  });
});
