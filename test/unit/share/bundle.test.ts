// Bundles: the same bytes for the same run, nothing of the machine in them, and safe to open whoever made them.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { compareRuns } from '../../../src/runtime/compare/reproduction.ts';
import { readRecord } from '../../../src/runtime/record/stored-run.ts';
import { storedSources, storeSources } from '../../../src/runtime/record/stored-sources.ts';
import { openBundle, requireModel } from '../../../src/runtime/share/open-bundle.ts';
import { writeBundle } from '../../../src/runtime/share/write-bundle.ts';
import { metrics } from '../ui/scripted-run.ts';
import { type RawEntry, rawZip } from './raw-zip.ts';

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
function run(
  text = pipeline,
  parameters: Readonly<Record<string, string>> = {},
  imported = 'parts/block.anoseg',
): string {
  const folder = place();
  const lock = {
    ...{ format_version: '1.1', name: 'parts', anoseg: '0.1.0', command: 'anoseg run /home/me/parts.anoseg' },
    pipeline: {
      digest: 'sha256:0',
      entry: 'parts.anoseg',
      sources: [
        { name: 'parts.anoseg', file: 'pipeline.anoseg', sha256: sha256(text) },
        { name: imported, file: `imports/${imported}`, sha256: sha256(block) },
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
    [`imports/${imported}`]: block,
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

test('one that is written piece by piece opens as the other, and is the same each time', async () => {
  const original = run();
  // Longer than a piece, and no multiple of one.
  const weights = Uint8Array.from({ length: 9e6 + 7 }, (_, i) => Math.imul(i, 2654435761) >>> 24);
  writeFileSync(path.join(original, 'model/variables/variables.data-00000-of-00001'), weights);
  const written = ['.zip', '.zip'].map((ending) => {
    const file = place(ending);
    const { bytes } = writeBundle(readRecord(original), { file, force: false }, { withModel: true, atOnce: 0 });
    expect(bytes).toBe(readFileSync(file).length);
    return file;
  });
  expect(new Set(written.map((file) => sha256(readFileSync(file)))).size).toBe(1);
  const [pieces, whole] = [place(), place()];
  await openBundle(written[0] ?? '', pieces);
  await openBundle(share(original, true), whole);
  const files = readdirSync(whole, { recursive: true, encoding: 'utf8' }).toSorted();
  expect(readdirSync(pieces, { recursive: true, encoding: 'utf8' }).toSorted()).toEqual(files);
  for (const file of files.filter((name) => /\./.test(path.basename(name))))
    expect(sha256(readFileSync(path.join(pieces, file)))).toBe(sha256(readFileSync(path.join(whole, file))));
});

test('one that is written piece by piece leaves what was there, or nothing', () => {
  const original = run();
  const file = place('.zip');
  writeFileSync(file, 'mine');
  const write = (force: boolean) => writeBundle(readRecord(original), { file, force }, { withModel: true, atOnce: 0 });
  expect(() => write(false)).toThrow(expect.objectContaining({ code: 'file-exists' }));
  expect(readFileSync(file, 'utf8')).toBe('mine');
  write(true);
  expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
  expect(readdirSync(parent).filter((name) => name.includes('draft'))).toEqual([]);
});

test('links of a run that came from somebody are not followed into the bundle', async () => {
  const original = run();
  const secret = place('-secret');
  mkdirSync(secret);
  writeFileSync(path.join(secret, 'saved_model.pb'), 'my key');
  for (const name of ['scores.csv', 'metrics.json', 'data.csv', 'model'])
    rmSync(path.join(original, name), { recursive: true, force: true });
  for (const name of ['scores.csv', 'data.csv', 'metrics.json'])
    symlinkSync(path.join(secret, 'saved_model.pb'), path.join(original, name));
  symlinkSync(secret, path.join(original, 'model'));
  const folder = place();
  await openBundle(share(original, true), folder);
  expect(readdirSync(folder).toSorted()).toEqual([
    'bundle.json',
    'events.jsonl',
    'imports',
    'lock.json',
    'pipeline.anoseg',
  ]);
});

test('a name that is none on other systems is told, before a bundle is written that nobody can open', () => {
  const name = 'parts./block.anoseg';
  const original = run(pipeline.replace('parts/block', 'parts./block'), {}, name);
  const file = place('.zip');
  expect(() => writeBundle(readRecord(original), { file, force: false }, { withModel: false })).toThrow(
    expect.objectContaining({ code: 'bundle-refused', message: expect.stringContaining(`imports/${name}`) }),
  );
  expect(existsSync(file)).toBe(false);
});

test('imports whose names differ by case have files of their own, and are whole again', async () => {
  const files = {
    'a/parts.anoseg': 'anoseg 1\n',
    ...{ 'X.anoseg': 'X', 'x.anoseg': 'x', 'x-2.anoseg': 'x-2', 'l\u00e9.anoseg': 'one', 'le\u0301.anoseg': 'two' },
  };
  const folder = place();
  const stored = storeSources({ folder }, { entry: 'a/parts.anoseg', files });
  const names = stored.sources.map(({ file }) => file.normalize('NFKC').toLowerCase());
  expect(new Set(names).size).toBe(6);
  expect(storedSources({ folder }, { pipeline: { entry: 'a/parts.anoseg', ...stored } }).files).toEqual(files);
  const turned = Object.fromEntries(Object.entries(files).toReversed());
  const again = storeSources({ folder: place() }, { entry: 'a/parts.anoseg', files: turned });
  expect(again.sources.toReversed()).toEqual(stored.sources);
});

test('a run of an earlier release that keeps two as one name is refused, not packed', () => {
  const original = run();
  writeFileSync(path.join(original, 'imports/parts/Block.anoseg'), block);
  const lock = JSON.parse(readFileSync(path.join(original, 'lock.json'), 'utf8'));
  const other = { name: 'parts/Block.anoseg', file: 'imports/parts/Block.anoseg', sha256: sha256(block) };
  lock.pipeline.sources.push(other);
  writeFileSync(path.join(original, 'lock.json'), JSON.stringify(lock));
  expect(() => share(original)).toThrow(
    expect.objectContaining({ code: 'bundle-refused', message: expect.stringContaining('one file') }),
  );
});

test('a run that has not been finished is not shared', () => {
  const original = run();
  rmSync(path.join(original, 'metrics.json'));
  expect(() => share(original)).toThrow(
    expect.objectContaining({ code: 'run-incomplete', hint: expect.stringContaining(`--resume ${original}`) }),
  );
});

test('of a bundle without the model it is said whom to ask for it', async () => {
  const [bare, whole, original] = [place(), place(), run()];
  await openBundle(share(original), bare);
  await openBundle(share(original, true), whole);
  expect(() => requireModel('parts.zip', bare)).toThrow(
    expect.objectContaining({
      code: 'bundle-without-model',
      message: 'parts.zip was written without the model',
      hint: expect.stringContaining('anoseg share RUN --model'),
    }),
  );
  requireModel('parts.zip', whole);
  requireModel('parts', original);
});

test('a bundle that is not there is called so', async () => {
  const file = place('.zip');
  await expect(openBundle(file, place())).rejects.toMatchObject({
    code: 'bundle-missing',
    message: `there is no file ${file}`,
  });
});

describe('a lock of a stranger', () => {
  const edited = (edit: (lock: { name: string; pipeline: { sources: { name: string; file: string }[] } }) => void) => {
    const folder = run();
    const lock = JSON.parse(readFileSync(path.join(folder, 'lock.json'), 'utf8'));
    edit(lock);
    writeFileSync(path.join(folder, 'lock.json'), JSON.stringify(lock));
    return () => readRecord(folder);
  };
  const second = (key: 'name' | 'file', value: string) =>
    edited(({ pipeline: { sources } }) => {
      const source = sources[1];
      if (source) source[key] = value;
    });

  test.each(['../../evil', '/tmp/evil', 'a/b', 'a\0b'])(
    'cannot name a run %j, whose folder would lie elsewhere',
    (name) => {
      expect(edited((lock) => Object.assign(lock, { name }))).toThrow(
        expect.objectContaining({ code: 'lock-damaged', message: expect.stringContaining('`name` is') }),
      );
    },
  );

  test.each(['../evil.anoseg', '/etc/passwd', 'imports/../../evil.anoseg', 'imports/..', './evil.anoseg', ''])(
    'cannot read a source from %j',
    (file) => expect(second('file', file)).toThrow(expect.objectContaining({ code: 'lock-damaged' })),
  );

  // By its name a source is written into the folder of a run that reproduces this one.
  test.each(['../../evil.anoseg', 'std:../../../evil', 'a/../../../evil.anoseg', 'std/../../../evil.anoseg'])(
    'cannot have a source %j',
    (name) =>
      expect(second('name', name)).toThrow(
        expect.objectContaining({ code: 'lock-damaged', message: expect.stringContaining('outside of a run folder') }),
      ),
  );

  test.each(['__proto__', 'constructor'])('cannot name a source %s and so lose it', (name) => {
    expect(second('name', name)).toThrow(expect.objectContaining({ code: 'lock-damaged' }));
    expect(Object.prototype).not.toHaveProperty('anoseg');
  });
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

  const names = (...entries: readonly RawEntry[]) => rawZip(entries);

  test.each([
    ['a drive', 'imports/C:/evil.anoseg'],
    ['a stream of a file', 'imports/a.anoseg:evil.anoseg'],
    ['a dot at its end', 'imports/evil./a.anoseg'],
    ['a blank at its end', 'imports/evil /a.anoseg'],
    ['the end of a text in it', 'imports/a\0/evil.anoseg'],
    ['a line in it', 'imports/a\nevil.anoseg'],
    ['commands to a terminal', 'imports/\u001b[2Jevil.anoseg'],
    ['a turn of the direction of text', 'imports/\u202eevil.anoseg'],
    ['another ending', 'imports/evil.js'],
    ['a part longer than disks take', `imports/${'e'.repeat(300)}.anoseg`],
    ['more folders than a disk takes', `imports/${'e/'.repeat(3000)}a.anoseg`],
    ['the name of a prototype', '__proto__'],
  ])('holds a name with %s', (_, name) => refused(names({ name }), ''));

  test('calls a file one thing in its head and another in the list at the end', async () => {
    await refused(names({ name: 'imports/a.anoseg', listedAs: '../evil.txt' }), '');
    await refused(names({ name: '../evil.txt', listedAs: 'imports/a.anoseg' }), '');
  });

  test.each([
    ['by case', 'imports/a.anoseg', 'imports/A.anoseg'],
    ['by the way an accent is written', 'imports/\u00e9.anoseg', 'imports/e\u0301.anoseg'],
    ['by a sign that is the same letter', 'imports/k.anoseg', 'imports/\u212a.anoseg'],
    ['not at all', 'imports/a.anoseg', 'imports/a.anoseg'],
  ])('holds two files whose names differ %s', (_, a, b) => refused(names({ name: a }, { name: b }), 'twice'));

  test('holds a file where another name needs a folder', () =>
    refused(names({ name: 'imports/a.anoseg' }, { name: 'imports/a.anoseg/b.anoseg' }), 'not as it was written'));

  test('holds a link', () =>
    refused(
      names({ name: 'imports/a.anoseg', mode: 0o120777, content: Buffer.from('/etc/passwd') }),
      'as a link, which no bundle does',
    ));

  test('is encrypted, or packed as nobody packs', async () => {
    await refused(names({ name: 'lock.json', flags: 0x801 }), 'is encrypted');
    await refused(names({ name: 'lock.json', method: 99 }), '');
  });

  const zeros = new Uint8Array(4e6);
  test.each([
    ['text', [{ name: 'events.jsonl', size: 600e6 }]],
    ['weights', [{ name: 'model/variables/variables.data-00000-of-00001', size: 4.2e9 }]],
    ['zeros that are called weights', [{ name: 'model/variables/variables.index', content: zeros, size: 3e9 }]],
  ])('is a bomb of %s', (_, entries) => refused(names(...entries), 'larger than a bundle can be'));

  test('holds more files than any bundle', () =>
    refused(
      names(
        ...Array.from({ length: 65_000 }, (_, i) => ({ name: `imports/${i}.yaml`, content: zeros.subarray(0, 0) })),
      ),
      'larger than a bundle can be',
    ));

  test('lies about its size', async () => {
    await refused(names({ name: 'events.jsonl', content: zeros, size: 10 }), '');
    await refused(names({ name: 'events.jsonl', content: zeros, size: 5e6 }), '');
  });

  test('lies about how many files it holds', async () => {
    await refused(rawZip([{ name: 'lock.json' }], { count: 9 }), '');
    await refused(rawZip([{ name: 'lock.json' }], { count: 0 }), 'holds no bundle.json');
    // This count says: look into the 64-bit form, which is not there.
    await refused(rawZip([{ name: 'lock.json' }], { count: 0xffff }), '');
  });

  test('has the end of another archive in its comment', () =>
    refused(rawZip([{ name: '../evil.txt' }], { comment: Buffer.from(zipSync(whole())) }), ''));

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
