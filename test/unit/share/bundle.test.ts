// Bundles: the same bytes for the same run, nothing of the machine in them, and safe to open whoever made them.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { compareRuns } from '../../../src/runtime/compare/reproduction.ts';
import { readRecord } from '../../../src/runtime/record/stored-run.ts';
import { openBundle } from '../../../src/runtime/share/open-bundle.ts';
import { writeBundle } from '../../../src/runtime/share/write-bundle.ts';
import { metrics } from '../ui/scripted-run.ts';

const parent = mkdtempSync(path.join(tmpdir(), 'anoseg-share-'));
let count = 0;
const place = (name = '') => path.join(parent, `${count++}${name}`);
const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

const pipeline = `anoseg 1
use "parts/block" { larger }
data { source = folder("parts")
 image = 32 x 32
 holdout = 25% }
augment { synthetic, mask = image -> paste(other_image, rectangle()) }
network generator(seen) { map = seen -> larger -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam(rate: 1e-3)
 batch = 2 normal + 2 synthetic
 steps = 6
 seed = 7 }
evaluate { threshold = quantile(map, 99%) on holdout
 report = [image_auroc] }
`;
const block = 'anoseg 1\n\nblock larger(x) { return x -> conv(4) -> relu }\n';

/** A finished run, in a folder of its own. */
function run(text = pipeline, parameters: Readonly<Record<string, string>> = {}): string {
  const folder = place();
  const lock = {
    ...{ format_version: '1.1', name: 'parts', anoseg: '0.1.0', command: 'anoseg run /home/me/parts.anoseg' },
    pipeline: {
      digest: 'sha256:0',
      entry: 'parts.anoseg',
      sources: [
        { name: 'parts.anoseg', file: 'pipeline.anoseg', sha256: sha256(text) },
        { name: 'parts/block.anoseg', file: 'imports/parts/block.anoseg', sha256: sha256(block) },
      ],
    },
    ...{ parameters, seed: 7, steps: 6, threads: 1, device: 'cpu', node: 'v22' },
    data: { digest: 'sha256:1', files: 3, folder: '/home/me/data' },
    starts: [{ network: 'generator', weights: 'mine', file: '/home/me/mine.safetensors', digest: 'sha256:2' }],
    engine: { tensorflow: '2.19.1', variant: 'cpu', onednn: true },
    cpu: { model: 'x', architecture: 'x64', features: ['avx'] },
  };
  const events = [
    { time: 't', event: 'start', run: '/home/me/runs/parts-1', name: 'parts', steps: 6, from: 0 },
    { time: 't', event: 'step', step: 1, loss: { pixel: 0.5 }, step_ms: 3 },
  ];
  const files: Readonly<Record<string, string>> = {
    'pipeline.anoseg': text,
    'imports/parts/block.anoseg': block,
    'lock.json': JSON.stringify(lock),
    'events.jsonl': events.map((event) => `${JSON.stringify(event)}\n`).join(''),
    'metrics.json': JSON.stringify(metrics),
    'scores.csv': 'image,defect,label,score,predicted\ntest/hole/0.png,hole,1,0.5,1\n',
    'maps/hole/0.png': 'picture',
    'model/saved_model.pb': 'graph',
    'model/variables/variables.index': 'index',
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

function share(folder: string, withModel = false): string {
  const file = place('.zip');
  writeBundle(readRecord(folder), { file, force: false }, { withModel });
  return file;
}

test('the same run gives the same bytes, in any time zone', () => {
  const folder = run();
  const zone = process.env.TZ;
  const bundles = ['UTC', 'Asia/Tokyo', 'America/Lima'].map((name) => {
    process.env.TZ = name;
    return sha256(readFileSync(share(folder)));
  });
  process.env.TZ = zone;
  expect(new Set(bundles).size).toBe(1);
});

test('what is unpacked is the run, without places of the machine', async () => {
  const original = run();
  const folder = place();
  await openBundle(share(original, true), folder);
  const { bundle, lock } = readRecord(folder);
  expect(bundle.files).toEqual({ 'parts.anoseg': pipeline, 'parts/block.anoseg': block });
  expect(lock.pipeline).toEqual(readRecord(original).lock.pipeline);
  expect(compareRuns(original, folder).identical).toBe(true);
  expect(readFileSync(path.join(folder, 'model/variables/variables.index'), 'utf8')).toBe('index');
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const full = path.join(folder, file);
    if (/\.(json|jsonl|csv)$/.test(file)) expect(readFileSync(full, 'utf8')).not.toContain('/home');
  }
});

test('maps and weights are compared by digest where they are not in it', async () => {
  const original = run();
  const folder = place();
  await openBundle(share(original), folder);
  expect(existsSync(path.join(folder, 'model'))).toBe(false);
  expect(compareRuns(folder, original)).toMatchObject({
    identical: true,
    maps: { compared: 1 },
    weights: { compared: 1 },
  });
  writeFileSync(path.join(original, 'maps/hole/0.png'), 'other');
  expect(compareRuns(folder, original).maps.different).toEqual(['hole/0.png']);
});

describe('nothing is shared that', () => {
  const note = (words: string) => pipeline.replace('anoseg 1\n', `anoseg 1\n// ${words}\n`);

  test.each([
    ['names a folder from the root', note('as in /home/me/things')],
    ['names a home folder', note('see ~/things/x')],
    ['names a drive', note('C:\\data\\parts')],
    ['names a share', note('\\\\server\\parts')],
    ['is a key by its form', note(`AKIA${'A1B2'.repeat(4)}`)],
    ['is a token by its form', note(`ghp_${'a1B2'.repeat(10)}`)],
    ['is a key by its name', note('password = hunter22')],
    ['is in an address', note('https://me:secret@host/x')],
    ['begins a private key', note('-----BEGIN RSA PRIVATE KEY-----')],
  ])('%s', (_, text) => {
    const file = place('.zip');
    const write = () => writeBundle(readRecord(run(text)), { file, force: false }, { withModel: false });
    expect(write).toThrow(
      expect.objectContaining({ code: 'not-for-sharing', message: expect.stringContaining('pipeline.anoseg:2:') }),
    );
    expect(existsSync(file)).toBe(false);
  });

  test.each([
    'https://arxiv.org/abs/2110.03396 says 3/4 and a/b/c',
    'either / or, and/or, 10 px / 2 px',
    'the secret of good maps; a token: the word',
  ])('but: %s', (words) => {
    expect(existsSync(share(run(note(words))))).toBe(true);
  });
});

describe('a bundle of a stranger', () => {
  const whole = () => {
    const files: Record<string, Uint8Array> = { 'pipeline.anoseg': Buffer.from('anoseg 1\n') };
    const sums = Object.fromEntries(Object.entries(files).map(([name, content]) => [name, sha256(content)]));
    files['bundle.json'] = Buffer.from(JSON.stringify({ format_version: '1.0', files: sums, maps: {}, variables: {} }));
    return files;
  };
  const refused = async (files: Zippable | Uint8Array, problem: string) => {
    const [file, folder] = [place('.zip'), place()];
    writeFileSync(file, files instanceof Uint8Array ? files : zipSync(files));
    await expect(openBundle(file, folder)).rejects.toMatchObject({
      code: 'bundle-damaged',
      message: expect.stringContaining(problem),
    });
    expect(readdirSync(parent).filter((name) => name.includes('evil'))).toEqual([]);
  };

  test.each([
    ['../evil.txt', ''],
    ['imports/../../evil.txt', ''],
    ['/tmp/anoseg-evil.txt', ''],
    ['C:\\evil.txt', ''],
    ['imports\\..\\..\\evil.txt', ''],
    ['imports//evil.anoseg', 'which no bundle does'],
    ['node_modules/evil.js', 'which no bundle does'],
    ['model/variables/evil', 'which no bundle does'],
    ['imports/', 'which no bundle does'],
  ])('holds %s', (name, problem) => refused({ ...whole(), [name]: Buffer.from('evil') }, problem));

  test('is a bomb', () =>
    refused({ ...whole(), 'events.jsonl': new Uint8Array(600e6) }, 'larger than a bundle can be'));

  test('lies about its size', () => {
    const bytes = zipSync({ ...whole(), 'events.jsonl': new Uint8Array(4e6) });
    const small = Buffer.alloc(4);
    small.writeUInt32LE(10);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(4e6);
    return refused(
      Buffer.from(
        Buffer.from(bytes).toString('latin1').replaceAll(size.toString('latin1'), small.toString('latin1')),
        'latin1',
      ),
      '',
    );
  });

  test('is cut off, changed, or something else', async () => {
    const bytes = zipSync(whole());
    await refused(bytes.slice(0, -30), '');
    await refused(Buffer.from('no zip'), 'no zip file');
    await refused({ 'pipeline.anoseg': Buffer.from('anoseg 1\n') }, 'it holds no bundle.json');
    await refused(
      { ...whole(), 'pipeline.anoseg': Buffer.from('anoseg 2\n') },
      'pipeline.anoseg is not what was packed',
    );
    await refused(
      {
        ...whole(),
        'bundle.json': Buffer.from('{"format_version":"1.0","files":{"../x":"0"},"maps":{},"variables":{}}'),
      },
      'it lacks ../x',
    );
    await refused({ ...whole(), 'bundle.json': Buffer.from('{') }, 'bundle.json');
  });
});
