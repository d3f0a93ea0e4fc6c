// A run that a colleague gets as a folder, and runs again: bit for bit, or told what stands against it.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { anoseg, scratch, startAnoseg } from './command.ts';

const isUnpacked = (name: string) => name.startsWith('anoseg-bundle-');

const pipeline = `anoseg 1
param width = 4
param seed = 7
data { source = folder("parts")
 image = 32 x 32
 holdout = 25% }
augment { synthetic, mask = image -> paste(other_image, rectangle()) }
network generator(seen) { map = seen -> conv(width) -> relu -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam(rate: 1e-3)
 batch = 2 normal + 2 synthetic
 steps = 6
 seed = seed
 log_every = 1 }
evaluate { threshold = quantile(map, 99%) on holdout
 report = [image_auroc] }
`;

describe('reproduce', () => {
  const here = scratch();
  const data = path.join(here, 'data');
  const run = path.join(here, 'run');
  const other = path.join(here, 'other');

  async function draw(file: string, shade: number): Promise<void> {
    const create = { width: 40, height: 40, channels: 3 as const, background: { r: shade, g: 90, b: 255 - shade } };
    const place = path.join(data, 'parts', file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, await sharp({ create }).png().toBuffer());
  }

  beforeAll(async () => {
    for (let i = 0; i < 8; i++) await draw(`good/${i}.png`, 20 + 8 * i);
    for (let i = 0; i < 3; i++) await draw(`hole/${i}.png`, 140 + 8 * i);
    const file = path.join(here, 'parts.anoseg');
    writeFileSync(file, pipeline);
    const place = ['--data', data, '--threads', '1', '--out', run, '--quiet', '--set', 'width=6'];
    expect(await anoseg(['run', file, ...place])).toMatchObject({ code: 0 });
    const another = ['--data', data, '--threads', '1', '--out', other, '--quiet', '--set', 'seed=8'];
    expect(await anoseg(['run', file, ...another])).toMatchObject({ code: 0 });
  });

  test('the same to the bit, from the folder alone, with evidence', async () => {
    const got = path.join(scratch(), 'from-a-colleague');
    cpSync(run, got, { recursive: true });
    const again = path.join(scratch(), 'again');
    const { code, stdout, stderr } = await anoseg(['reproduce', got, '--data', data, '--out', again, '--json']);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const evidence = JSON.parse(stdout);
    expect(evidence).toMatchObject({ verdict: 'identical', expected: 'bits', losses: { steps: 6, first: null } });
    expect(evidence.maps).toEqual({ compared: 5, different: [] });
    const { identity, seed, engine } = JSON.parse(readFileSync(path.join(run, 'lock.json'), 'utf8'));
    expect(evidence.run).toMatchObject({ identity, seed, engine, parameters: { width: '6' } });
    expect(JSON.parse(readFileSync(path.join(again, 'reproduce.json'), 'utf8'))).toEqual(evidence);
    expect(readFileSync(path.join(again, 'model/variables/variables.data-00000-of-00001'))).toEqual(
      readFileSync(path.join(run, 'model/variables/variables.data-00000-of-00001')),
    );
    expect(await anoseg(['diff', run, again])).toMatchObject({ code: 0 });
  });

  test('a bundle stands for its run, and for its pipeline', async () => {
    const folder = scratch();
    const bundle = path.join(folder, 'parts.zip');
    expect(await anoseg(['share', run, '-o', bundle, '--model', '--quiet'])).toMatchObject({ code: 0, stderr: '' });
    const place = ['--data', data];
    const again = path.join(folder, 'again');
    const reproduced = await anoseg(['reproduce', bundle, ...place, '--out', again, '--quiet'], { TMPDIR: folder });
    expect(reproduced).toMatchObject({ code: 0, stdout: expect.stringContaining('reproduced, bit for bit') });
    expect((await anoseg(['diff', bundle, again])).code).toBe(0);
    // What the run was given counts, and --set goes before it.
    const widthOf = async (...more: string[]) => {
      const { stdout } = await anoseg(['explain', bundle, 'width', '--json', ...more]);
      return JSON.parse(stdout).settings.find((setting: { path: string }) => setting.path === 'param.width').value;
    };
    expect([await widthOf(), await widthOf('--set', 'width=3')]).toEqual(['6', '3']);
    expect(await anoseg(['check', bundle])).toMatchObject({ code: 0, stdout: expect.stringContaining('parts.zip') });
    expect((await anoseg(['plan', bundle])).stdout).toContain('generator');
    const images = path.join(data, 'parts/hole/0.png');
    const predicted = await anoseg(['predict', bundle, images, '--out', path.join(folder, 'found'), '--quiet']);
    expect(predicted).toMatchObject({ code: 0, stderr: '' });
    const own = ['--threads', '1', '--out', path.join(folder, 'own'), '--quiet'];
    expect(await anoseg(['run', bundle, ...place, ...own])).toMatchObject({ code: 0, stderr: '' });
    expect((await anoseg(['diff', run, path.join(folder, 'own')])).stdout).not.toContain('settings');
    const grid = ['--each', 'width=3,4', '--out', path.join(folder, 'grid'), '--quiet'];
    expect(await anoseg(['run', bundle, ...place, ...grid])).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(folder).filter(isUnpacked)).toEqual([]);
  });

  test('what a bundle was unpacked to is gone after a signal, and after a kill with the next command', async () => {
    const folder = scratch();
    const bundle = path.join(folder, 'parts.zip');
    expect((await anoseg(['share', run, '-o', bundle, '--model', '--quiet'])).code).toBe(0);
    const images = path.join(data, 'parts/hole');
    const interrupted = async (signal: NodeJS.Signals) => {
      const out = path.join(folder, signal);
      const running = startAnoseg(['predict', bundle, images, '--out', out, '--threads', '1'], { TMPDIR: folder });
      while (!readdirSync(folder).some(isUnpacked)) await new Promise((resolve) => setTimeout(resolve, 5));
      running.child.kill(signal);
      return { ...(await running.ended), left: readdirSync(folder).filter(isUnpacked).length };
    };
    const stopped = await interrupted('SIGTERM');
    // Before the engine is there, the signal itself ends it.
    expect([stopped.code ?? stopped.signal, stopped.left]).toEqual([expect.toBeOneOf([143, 'SIGTERM']), 0]);
    expect(await interrupted('SIGKILL')).toMatchObject({ signal: 'SIGKILL', left: 1 });
    expect((await anoseg(['check', bundle], { TMPDIR: folder })).code).toBe(0);
    expect(readdirSync(folder).filter(isUnpacked)).toEqual([]);
  });

  test('figures that were made up are found out', async () => {
    const got = path.join(scratch(), 'made-up');
    cpSync(run, got, { recursive: true });
    const metrics = path.join(got, 'metrics.json');
    const { image_auroc: true_figure, ...others } = JSON.parse(readFileSync(metrics, 'utf8'));
    writeFileSync(metrics, JSON.stringify({ ...others, image_auroc: true_figure > 0.5 ? 0.1 : 0.99 }));
    // Who makes up figures can make up digests, too, or leave them out.
    rmSync(path.join(got, 'results.json'));
    const { code, stdout } = await anoseg(['reproduce', got, '--out', path.join(scratch(), 'again'), '--quiet']);
    expect(code).toBe(1);
    expect(stdout).toContain('not reproduced');
    expect(stdout).toMatch(/image_auroc: 0\.\d+, now/);
  });

  test.each([
    ['metrics.json', ['share', 'evaluate', 'predict', 'reproduce', 'runs'], 'metrics.json is not as it was written'],
    ['maps/hole/1.png', ['share', 'reproduce'], '1.png is not as it was written'],
    ['model/variables/variables.data-00000-of-00001', ['share', 'predict'], 'model'],
    ['results.json', ['evaluate'], 'is of another run'],
  ])('%s of a run with another seed is not taken for its own', async (file, commands, said) => {
    const folder = scratch();
    const got = path.join(folder, 'runs/swapped');
    cpSync(run, got, { recursive: true });
    expect(readdirSync(other)).toContain('results.json');
    cpSync(path.join(other, file), path.join(got, file));
    const words: Readonly<Record<string, readonly string[]>> = {
      share: ['-o', path.join(folder, 'a.zip')],
      evaluate: ['--data', data],
      predict: [path.join(data, 'parts/hole/0.png'), '--out', path.join(folder, 'found')],
      reproduce: ['--data', data, '--out', path.join(folder, 'again')],
    };
    for (const command of commands) {
      const place = command === 'runs' ? path.dirname(got) : got;
      const { code, stdout, stderr } = await anoseg([command, place, ...(words[command] ?? [])]);
      expect.soft(`${command} ${code} ${stdout}${stderr}`).toContain(said);
      expect.soft(code, command).toBe(command === 'runs' ? 0 : 3);
    }
  });

  test('other data: the files are named with both hashes, nothing is trained and nothing left', async () => {
    const kept = readFileSync(path.join(data, 'parts/good/3.png'));
    await draw('good/3.png', 200);
    await draw('good/new.png', 90);
    const again = path.join(scratch(), 'again');
    const { code, stderr } = await anoseg(['reproduce', run, '--out', again, '--quiet']);
    expect(code).toBe(3);
    const hash = '[0-9a-f]{12}';
    expect(stderr).toMatch(new RegExp(`changed good/3.png \\(${hash}, now ${hash}\\), new good/new.png \\(${hash}\\)`));
    expect(existsSync(again)).toBe(false);
    writeFileSync(path.join(data, 'parts/good/3.png'), kept);
    rmSync(path.join(data, 'parts/good/new.png'));
  });

  test('a lock that was edited', async () => {
    const got = path.join(scratch(), 'edited');
    cpSync(run, got, { recursive: true });
    const lock = path.join(got, 'lock.json');
    writeFileSync(lock, readFileSync(lock, 'utf8').replace('"width": "6"', '"width": "5"'));
    const { code, stderr } = await anoseg(['reproduce', got, '--quiet', '--out', path.join(scratch(), 'again')]);
    expect(code).toBe(3);
    expect(stderr).toContain('lock.json is not as it was written: it was edited');
  });
});
