// Data that changes while a run trains: every kind of change is named, whatever the file was for, before figures are written.
import { readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { planPictures, preparePictures } from '../../../src/runtime/feed/prepare.ts';
import { heldTo, refuseChangedData } from '../../../src/runtime/feed/unchanged-data.ts';
import { openDataSet } from '../../../src/runtime/sources/open.ts';
import { checkText } from '../../pipelines.ts';
import { mask, plain, tree } from './tree.ts';

const text = (data: string) =>
  readFileSync('pipelines/mvtec-bottle.anoseg', 'utf8')
    .replace('holdout = 10%', `holdout = 20%\n  ${data}`)
    .replace('size     = 256', 'size     = 64');

/** A run that has been trained, on data that is then `changed`. */
async function trained(data = 'foreground = "objects"') {
  const good = Array.from({ length: 6 }, (_, i) => [`bottle/train/good/${i}.png`, plain(20 * i, 40, 30)] as const);
  const objects = Array.from({ length: 6 }, (_, i) => [`objects/good/${i}.png`, mask(255, 40, 30)] as const);
  const root = await tree({
    ...Object.fromEntries([...good, ...objects]),
    'bottle/test/good/0.png': plain(1, 40, 30),
    'bottle/test/hole/0.png': plain(2, 40, 30),
    'bottle/test/hole/1.png': plain(3, 40, 30),
    'bottle/ground_truth/hole/0_mask.png': mask(255, 40, 30),
    'bottle/ground_truth/hole/1_mask.png': mask(255, 40, 30),
  });
  const { model, diagnostics } = checkText(text(data));
  if (model === undefined) throw new Error(diagnostics.map(({ summary }) => summary).join('\n'));
  const plan = await planPictures(model, await openDataSet(model.data, root), root, Number.POSITIVE_INFINITY);
  const prepared = await preparePictures(plan, root, () => undefined);
  const at = (name: string) => path.join(root, name);
  const check = () => refuseChangedData({ model, dataFolder: root, prepared, run: 'runs/a' }, () => undefined);
  return { at, check, prepared };
}

type At = (name: string) => string;

test.each<[string, (at: At) => void]>([
  ['changed test/hole/0.png', (at) => writeFileSync(at('bottle/test/hole/0.png'), 'replaced')],
  ['changed test/hole/0.png', (at) => renameSync(at('bottle/test/hole/1.png'), at('bottle/test/hole/0.png'))],
  ['missing test/hole/1.png', (at) => rmSync(at('bottle/test/hole/1.png'))],
  [
    'changed test/hole/0.png',
    (at) => writeFileSync(at('bottle/ground_truth/hole/0_mask.png'), readFileSync(at('bottle/test/good/0.png'))),
  ],
  [
    'new test/good/1.png',
    (at) => writeFileSync(at('bottle/test/good/1.png'), readFileSync(at('bottle/test/good/0.png'))),
  ],
  [
    'changed train/good/3.png',
    (at) => writeFileSync(at('bottle/train/good/3.png'), readFileSync(at('bottle/test/good/0.png'))),
  ],
  ['missing train/good/5.png', (at) => rmSync(at('bottle/train/good/5.png'))],
  ['there is no folder', (at) => rmSync(at('bottle'), { recursive: true })],
  [
    'changed train/good/',
    (at) => {
      for (let i = 0; i < 6; i++) writeFileSync(at(`objects/good/${i}.png`), 'replaced');
    },
  ],
])('%s', async (said, change) => {
  const { at, check } = await trained();
  await check();
  change(at);
  const failure = await check().catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'data-changed-meanwhile', message: expect.stringContaining(said) });
  expect(failure).toMatchObject({ hint: expect.stringContaining('`anoseg run --resume runs/a`') });
});

test('what was only touched, or skipped before, is no change', async () => {
  const { at, check } = await trained('');
  utimesSync(at('bottle/test/hole/0.png'), 0, 0);
  await check();
});

test('what changes while it is measured is noticed as it is read', async () => {
  const { at, prepared } = await trained('');
  const [item] = heldTo(prepared.data.test, prepared.hashed, 'runs/a').filter(({ defect }) => defect === 'hole');
  await item?.read();
  await item?.masks[0]?.read();
  writeFileSync(at('bottle/ground_truth/hole/0_mask.png'), 'replaced');
  rmSync(at('bottle/test/hole/0.png'));
  await expect(item?.masks[0]?.read()).rejects.toThrow('changed ground_truth/hole/0_mask.png');
  await expect(item?.read()).rejects.toThrow('missing test/hole/0.png');
});
