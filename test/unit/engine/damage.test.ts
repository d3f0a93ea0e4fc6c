// What time, other users and accidents do to a cache: each is noticed, named, and mended by the next installation.
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examine } from '../../../src/engine/doctor/doctor.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { readRecord } from '../../../src/engine/install/record.ts';
import { type FakeWorld, failure, fakeWorld, install, installed, setProgram } from './fake-world.ts';

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
});
afterEach(() => world.remove());

const LIBRARY = 'tensorflow/libtensorflow_cc.so.2';
const file = (engine: Engine, name: string) => path.join(engine.folder, name);

function exchangeByte(place: string): void {
  const content = readFileSync(place);
  content[3] = 0;
  writeFileSync(place, content);
}

async function engineRow() {
  const { rows, healthy } = await examine(world.cache, world.around);
  return { healthy, row: rows.find(({ name }) => name === 'engine cpu') };
}

describe('an installed engine', () => {
  it.each<[string, (engine: Engine) => void]>([
    ['a library is cut short', (engine) => truncateSync(file(engine, LIBRARY), 5)],
    ['a library is empty', (engine) => writeFileSync(file(engine, LIBRARY), '')],
    ['a library is gone', (engine) => rmSync(file(engine, LIBRARY))],
    [
      'a library is a folder',
      (engine) => {
        rmSync(file(engine, LIBRARY));
        mkdirSync(file(engine, LIBRARY));
      },
    ],
    ['the binding is gone', (engine) => rmSync(engine.bindingPath)],
    ['the binding is longer', (engine) => appendFileSync(engine.bindingPath, 'x')],
    ['bytes of the binding were exchanged', (engine) => exchangeByte(engine.bindingPath)],
    ['the record is empty', (engine) => writeFileSync(file(engine, 'engine.json'), '')],
    ['the record is another file', (engine) => writeFileSync(file(engine, 'engine.json'), '[1, null]')],
    ['the record is gone', (engine) => rmSync(file(engine, 'engine.json'))],
    [
      'there is nothing but an empty folder',
      (engine) => {
        rmSync(engine.folder, { recursive: true });
        mkdirSync(engine.folder);
      },
    ],
    [
      'a file is in its place',
      (engine) => {
        rmSync(engine.folder, { recursive: true });
        writeFileSync(engine.folder, 'stray');
      },
    ],
  ])('is not used, and is installed anew, where %s', async (_name, damage) => {
    const { engine } = await install(world);
    damage(engine);
    expect(installed(world)).toBeUndefined();
    const { healthy, row } = await engineRow();
    expect(healthy).toBe(false);
    expect(row).toMatchObject({ state: 'missing', detail: expect.stringContaining('damaged') });
    expect(row?.hint).toContain('anoseg engine install');
    await install(world);
    expect(installed(world)).toEqual(engine);
    expect(readFileSync(file(engine, LIBRARY), 'utf8')).toBe('library for cpu');
    expect((await engineRow()).healthy).toBe(true);
  });

  it('is seen through by the doctor where bytes of a library were exchanged', async () => {
    const { engine } = await install(world);
    exchangeByte(file(engine, LIBRARY));
    const { healthy, row } = await engineRow();
    expect(healthy).toBe(false);
    expect(row?.detail).toContain(`damaged: not as installed: ${LIBRARY}`);
    await install(world);
    expect((await engineRow()).healthy).toBe(true);
  });

  it('of an earlier release, without digests, is used, told, and installed anew when asked for', async () => {
    const { engine } = await install(world);
    const { files, ...earlier } = readRecord(engine.folder) ?? {};
    expect(Object.keys(files ?? {})).toEqual([LIBRARY, 'tfjs_binding.node']);
    writeFileSync(file(engine, 'engine.json'), JSON.stringify(earlier));
    expect(installed(world)).toEqual(engine);
    expect((await engineRow()).row).toMatchObject({ state: 'warning', detail: expect.stringContaining('digests') });
    await install(world);
    expect(readRecord(engine.folder)?.files).toEqual(files);
  });
});

describe('what lies where an installation works', () => {
  const room = () => path.join(world.cache, 'engine', '.installing');

  it.each<[string, () => void]>([
    ['a file for its folder', () => writeFileSync(room(), '')],
    ['a link that leads nowhere', () => symlinkSync('/none', room())],
    [
      'a file for the downloads',
      () => {
        mkdirSync(room());
        writeFileSync(path.join(room(), 'downloads'), '');
      },
    ],
    [
      'a lock that is a link into nothing',
      () => {
        mkdirSync(room());
        symlinkSync('/none', path.join(room(), 'lock'));
      },
    ],
    [
      'a folder for a wheel',
      () => {
        const wheel = world.around.releases[0]?.wheels[0]?.file ?? '';
        mkdirSync(path.join(room(), 'downloads', wheel), { recursive: true });
      },
    ],
  ])(
    'is no obstacle: %s',
    async (_name, prepare) => {
      mkdirSync(path.dirname(room()), { recursive: true });
      prepare();
      const { engine } = await install(world);
      expect(installed(world)).toEqual(engine);
    },
    20_000,
  );

  it('is told where it cannot be mended', async () => {
    mkdirSync(world.cache);
    writeFileSync(path.join(world.cache, 'engine'), '');
    const error = await failure(world);
    expect(error.hint).toContain('ANOSEG_CACHE');
    const { rows } = await examine(world.cache, world.around);
    expect(rows.find(({ name }) => name === 'cache')).toMatchObject({
      state: 'missing',
      detail: expect.stringContaining('is a file, not a folder'),
    });
  });

  it('is named by the doctor where it is not needed', async () => {
    const { engine } = await install(world);
    cpSync(engine.folder, `${engine.folder}-copy`, { recursive: true });
    mkdirSync(path.join(room(), 'draft-abc'));
    const { rows, healthy } = await examine(world.cache, world.around);
    const told = rows.filter(({ name }) => name === 'leftovers');
    expect(told.map(({ detail }) => detail)).toEqual([
      expect.stringContaining(`${engine.folder}-copy`),
      expect.stringContaining('interrupted'),
    ]);
    expect(healthy).toBe(true);
  });
});

describe('a wheel that is none', () => {
  it.each(['/dev/zero', '/dev/null', '/dev/stdin'])('%s is refused at once', async (wheel) => {
    expect((await failure(world, { wheel })).code).toMatch(/^wheel-/);
  });

  it('of another machine is told as such', async () => {
    const [release] = world.around.releases;
    const [own] = release?.wheels ?? [];
    if (release === undefined || own === undefined) throw new Error('the fake world has a release');
    const wheel = path.join(world.room, 'arm.whl');
    writeFileSync(wheel, 'x'.repeat(own.bytes + 7));
    const arm = { ...release, arch: 'arm64', wheels: [{ ...own, bytes: own.bytes + 7 }] };
    const around = { ...world.around, releases: [...world.around.releases, arm] };
    const error = await failure(world, { wheel }, around);
    expect(error.message).toContain('linux-arm64');
  });

  it('is refused even where an engine is installed', async () => {
    await install(world);
    setProgram(world, 'python3');
    await expect(install(world, { wheel: '/dev/zero' })).rejects.toMatchObject({ code: 'wheel-missing' });
  });
});
