import { chmodSync, copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeWorld, failure, fakeWorld, install, leftovers, setProgram } from './fake-world.ts';

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
});
afterEach(() => world.remove());

describe('a wheel that the user brings', () => {
  const fileOf = (index: number, wheel = 0) => world.around.releases[index]?.wheels[wheel]?.file ?? '';

  beforeEach(() => setProgram(world, 'python3'));

  it('needs no pip and stays where it is', async () => {
    const wheel = path.join(world.wheels, fileOf(0));
    const { engine } = await install(world, { wheel });
    expect(engine.variant).toBe('cpu');
    expect(existsSync(wheel)).toBe(true);
    expect(leftovers(world)).toEqual([]);
  });

  it('decides the variant, by its name or its size', async () => {
    const wheel = path.join(world.room, 'renamed.whl');
    copyFileSync(path.join(world.wheels, fileOf(0)), wheel);
    const machine = { ...world.around.machine, nvidiaDriver: () => '550.54.14' };
    const { engine } = await install(world, { wheel }, { ...world.around, machine });
    expect(engine.variant).toBe('cpu');
  });

  it('may be a folder with all that CUDA takes', async () => {
    const { engine } = await install(world, { wheel: world.wheels, variant: 'cuda' });
    expect(existsSync(path.join(engine.folder, 'nvidia/tool/bin/ptxas'))).toBe(true);
  });

  it('is not enough for CUDA without the others', async () => {
    rmSync(path.join(world.wheels, fileOf(1, 1)));
    const error = await failure(world, { wheel: path.join(world.wheels, fileOf(1)) });
    expect(error.code).toBe('wheel-missing');
    expect(error.message).toContain('nvidia_tool-9.9-any.whl');
    expect(error.hint).toContain('nvidia-tool==9.9');
  });

  it('must exist', async () => {
    expect((await failure(world, { wheel: path.join(world.room, 'none.whl') })).code).toBe('wheel-missing');
  });

  it.skipIf(process.getuid?.() === 0)('must be readable', async () => {
    const wheel = path.join(world.room, 'renamed.whl');
    copyFileSync(path.join(world.wheels, fileOf(0)), wheel);
    chmodSync(wheel, 0);
    expect((await failure(world, { wheel })).code).toBe('wheel-unreadable');
  });

  it('must be the pinned one', async () => {
    const wheel = path.join(world.room, 'other.whl');
    writeFileSync(wheel, 'other');
    expect((await failure(world, { wheel })).code).toBe('wheel-digest');
    expect(existsSync(wheel)).toBe(true);
  });
});
