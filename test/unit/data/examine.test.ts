// `check --with-data`: everything that is wrong with the data at once, as a run would find it.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dataDiagnostics } from '../../../src/cli/commands/check/data-findings.ts';
import { examineData } from '../../../src/runtime/feed/examine.ts';
import { checkText } from '../../pipelines.ts';
import { type Content, mask, plain, tree } from './tree.ts';

const bottle = readFileSync('pipelines/mvtec-bottle.anoseg', 'utf8');
const files: Readonly<Record<string, Content>> = {
  ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`bottle/train/good/${i}.png`, plain(i)])),
  'bottle/test/hole/0.png': plain(50),
  'bottle/ground_truth/hole/0_mask.png': mask(),
};

async function found(tested: Readonly<Record<string, Content>>, text = bottle): Promise<readonly string[]> {
  const { model } = checkText(text);
  if (model === undefined) throw new Error('the pipeline is valid');
  const diagnostics = dataDiagnostics(model, await examineData(model, await tree(tested)));
  return diagnostics.map(
    ({ code, span, summary }) => `${code} ${span.source.text.slice(span.start, span.end)}: ${summary}`,
  );
}

test('nothing is said of good data', async () => {
  expect(await found(files)).toEqual([]);
});

test('all that is broken, and what belongs nowhere', async () => {
  const broken = {
    ...files,
    'bottle/train/good/3.png': 'words',
    'bottle/test/hole/1.png': plain(2, 9, 9),
    'bottle/ground_truth/hole/1_mask.png': mask(),
    'bottle/ground_truth/hole/9_mask.png': mask(),
    'bottle/test/hole/2.png': plain(52),
  };
  expect(await found(broken)).toEqual([
    expect.stringMatching(/^image-corrupt mvtec\(category\): train\/good\/3\.png cannot be read/),
    'mask-size mvtec(category): ground_truth/hole/1_mask.png: the mask is 8 x 6, its image 9 x 9',
    expect.stringMatching(/^image-without-mask mvtec\(category\): .*hole\/2\.png has no ground truth$/),
    'mask-without-image mvtec(category): the mask ground_truth/hole/9_mask.png belongs to no image',
  ]);
});

test('a batch and a hold-out that do not fit, at their own lines', async () => {
  expect(await found(files, bottle.replace('4 normal + 4 synthetic', '9 normal + 9 synthetic'))).toEqual([
    expect.stringMatching(
      /^batch-too-large 9 normal \+ 9 synthetic: a batch of 18 is more than the 11 images that .*bottle leaves/,
    ),
  ]);
  expect(await found(files, bottle.replace('holdout = 10%', 'holdout = 2%'))).toEqual([
    expect.stringMatching(/^holdout-empty 2%: /),
  ]);
  const corrupt = { ...files, 'bottle/test/hole/0.png': 'words' };
  expect(await found(corrupt, bottle.replace('holdout = 10%', 'holdout = 2%'))).toEqual([
    expect.stringMatching(/^image-corrupt /),
    expect.stringMatching(/^holdout-empty 2%: /),
  ]);
});

test('a folder that is not there, or looks different', async () => {
  expect(await found({ 'cable/train/good/0.png': plain(1) })).toEqual([
    expect.stringMatching(
      /^data-missing mvtec\(category\): there is no folder .*bottle; .* holds cable\/ \(1 folder\)$/,
    ),
  ]);
  expect(await found({ 'bottle/0.png': plain(1) })).toEqual([expect.stringMatching(/^data-layout /)]);
});
