// What the system refuses, and what lies damaged in a run folder, is told as a failure of the world: a sentence, what to do.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../../src/cli/shell/failure.ts';
import { systemFailure } from '../../src/diagnostics/system-error.ts';
import { bundleOf } from '../../src/dsl/load/bundle.ts';
import { makeFolders, withDiskErrors, writeWhole } from '../../src/runtime/files/files.ts';
import { fittingName } from '../../src/runtime/files/fitting-name.ts';
import { modelOf } from '../../src/runtime/record/bundled-model.ts';
import { listRuns } from '../../src/runtime/record/list-runs.ts';
import { readLock } from '../../src/runtime/record/lock.ts';
import { runFolder } from '../../src/runtime/record/run-folder.ts';
import { readMetrics } from '../../src/runtime/record/stored-run.ts';
import { holdsVariables } from '../../src/runtime/record/variable-files.ts';
import { storedForms } from '../../src/runtime/stored/forms.ts';
import { readStoredJson } from '../../src/runtime/stored/stored-json.ts';
import { openEventLog, rewindEventLog } from '../../src/runtime/training/event-log.ts';
import { findSavedState } from '../../src/runtime/training/saved-states.ts';
import { checkFile } from '../pipelines.ts';

const scratch = () => mkdtempSync(path.join(tmpdir(), 'anoseg-stored-'));
const wholeLock = {
  format_version: '1.0',
  name: 'parts',
  anoseg: '0.1.0',
  pipeline: { digest: '', entry: '', sources: [] },
  parameters: {},
  data: { digest: '', files: 1, folder: '/data' },
  seed: 1,
  steps: 1,
  threads: 1,
  device: 'cpu',
  engine: { tensorflow: '', variant: 'cpu' },
  node: '',
  cpu: { model: '', architecture: '', features: [] },
};
const refusal = (code: string, number: number) =>
  Object.assign(new Error(`${code}: no, open '/a/b'`), { errno: -number, code, syscall: 'open', path: '/a/b' });

describe('what the system refuses', () => {
  const { EBADF, EFAULT, ENOTSOCK, EDESTADDRREQ, ...others } = constants.errno;
  test.each(Object.entries(others))('%s is no bug', (code, number) => {
    const failure = failureOf(refusal(code, number), '0.0.0');
    expect(failure.exit).toBe(3);
    expect(failure.message).toContain('/a/b');
    expect(failure.hint).not.toBe('');
  });

  test('a number that Node has no name for is a full quota', () => {
    const error = refusal('Unknown system error -122', 122);
    expect(() =>
      withDiskErrors('x.json', () => {
        throw error;
      }),
    ).toThrow('cannot write x.json: the disk quota is used up');
  });

  test("is found in TensorFlow's words too", () => {
    const error = new Error('RESOURCE_EXHAUSTED: /runs/a/variables.data-00000-of-00001.tmp; No space left on device');
    expect(systemFailure(error)).toMatchObject({ code: 'disk-full' });
  });

  test('an error of ours stays one', () => {
    expect(systemFailure(new TypeError('x is undefined'))).toBeUndefined();
    expect(systemFailure(refusal('EBADF', EBADF))).toBeUndefined();
  });

  test('a folder where none can be is refused, not tried for ever', () => {
    expect(() => makeFolders('/proc/anoseg/x')).toThrow();
    const folder = path.join(scratch(), 'a', 'b');
    makeFolders(folder);
    makeFolders(folder);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('names', () => {
  test('that fit stay; longer ones are cut, and differ where the names do', () => {
    expect(fittingName('000', '.png')).toBe('000.png');
    const [a, b] = ['ü'.repeat(200), `${'ü'.repeat(199)}u`].map((name) => fittingName(name, '.png'));
    expect(Buffer.byteLength(a ?? '')).toBeLessThanOrEqual(255);
    expect(a).not.toBe(b);
    expect(a).toMatch(/^ü+~[0-9a-f]{16}\.png$/);
  });

  test('of 255 bytes can be written, though drafts have longer ones', () => {
    const file = path.join(scratch(), `${'n'.repeat(251)}.png`);
    writeWhole(file, 'x');
    expect(readFileSync(file, 'utf8')).toBe('x');
    expect(readdirSync(path.dirname(file))).toHaveLength(1);
  });
});

describe('a damaged file of a run', () => {
  const damages: readonly (readonly [string, string | undefined])[] = [
    ['empty', ''],
    ['cut off', '{"format_version":"1.0","na'],
    ['binary', '\u0000\u0001\ufffd'],
    ['a list', '[]'],
    ['null', 'null'],
    ['of other types inside', '{"format_version":"1.0","name":7,"images":"many"}'],
    ['foreign', '{"lockfileVersion":3}'],
    ['of a later version', '{"format_version":"2.0"}'],
    ['a folder', undefined],
  ];
  const codeOf = (text: string | undefined, damaged: string) => (text?.includes('"2.0"') ? 'later-release' : damaged);
  const damage = (file: string, text: string | undefined) =>
    text === undefined ? mkdirSync(file) : writeFileSync(file, text);

  test.each(damages)('lock.json: %s', (_, text) => {
    const folder = scratch();
    damage(path.join(folder, 'lock.json'), text);
    expect(() => readLock(runFolder(folder))).toThrow(expect.objectContaining({ code: codeOf(text, 'lock-damaged') }));
  });

  test.each(damages)('metrics.json: %s', (_, text) => {
    const file = path.join(scratch(), 'metrics.json');
    damage(file, text);
    expect(() => readMetrics(file)).toThrow(expect.objectContaining({ code: codeOf(text, 'metrics-damaged') }));
  });

  test('a byte-order mark and keys of a later minor version do no harm', () => {
    const file = path.join(scratch(), 'state.json');
    writeFileSync(file, '\ufeff{"format_version":"1.7","step":3,"more":{}}');
    expect(readStoredJson(file, storedForms.state)?.step).toBe(3);
  });

  test('a place deep inside is named, with what stands there and what should', () => {
    const folder = scratch();
    const lock = { pipeline: { digest: 'a', entry: 'b', sources: [{ name: 1 }] } };
    writeFileSync(path.join(folder, 'lock.json'), JSON.stringify({ ...wholeLock, ...lock }));
    expect(() => readLock(runFolder(folder))).toThrow('`pipeline.sources.0.file` is missing');
    writeFileSync(path.join(folder, 'lock.json'), JSON.stringify({ ...wholeLock, threads: 0.5 }));
    expect(() => readLock(runFolder(folder))).toThrow('`threads` is 0.5, expected is a whole number');
    writeFileSync(path.join(folder, 'lock.json'), JSON.stringify({ ...wholeLock, device: 'tpu' }));
    expect(() => readLock(runFolder(folder))).toThrow('`device` is "tpu", expected is "cpu" or "gpu"');
  });

  test.each([
    { threads: 100_000 },
    { threads: 0 },
    { threads: '2' },
    { device: 'tpu' },
    { engine: undefined },
    { engine: { ...wholeLock.engine, onednn: 'yes' } },
  ])('lock.json: a machine that nobody can compute with is refused: %j', (machine) => {
    const folder = scratch();
    writeFileSync(path.join(folder, 'lock.json'), JSON.stringify({ ...wholeLock, ...machine }));
    const [key = ''] = Object.keys(machine);
    expect(() => readLock(runFolder(folder))).toThrow(
      expect.objectContaining({ code: 'lock-damaged', message: expect.stringContaining(`\`${key}`) }),
    );
  });

  test.each([{ threads: 1024, device: 'gpu' }, { engine: { ...wholeLock.engine, onednn: true } }])(
    'lock.json: %j is taken',
    (machine) => {
      const folder = scratch();
      writeFileSync(path.join(folder, 'lock.json'), JSON.stringify({ ...wholeLock, ...machine }));
      expect(readLock(runFolder(folder))).toMatchObject(machine);
    },
  );

  test('what waits or never ends is not read: a pipe, a device behind a link', () => {
    const folder = scratch();
    const run = runFolder(folder);
    symlinkSync('/dev/zero', run.lock);
    expect(() => readLock(run)).toThrow(expect.objectContaining({ code: 'lock-damaged' }));
    for (const file of [run.metrics, run.events, path.join(folder, 'claim.json')]) spawnSync('mkfifo', [file]);
    expect(() => readMetrics(run.metrics)).toThrow(expect.objectContaining({ code: 'metrics-damaged' }));
    expect(listRuns(folder).map(({ state }) => state)).toEqual(['unreadable']);
  });

  test.each([
    ['size', 'abc', '`size` must be a number'],
    ['size', '-4', '`size` must be within'],
    ['sise', '64', 'no parameter `sise`'],
    ['steps', '77', '`steps` is'],
  ])('lock.json: parameters that were changed: %s = %s', (name, value, said) => {
    const { model, loaded } = checkFile('pipelines/quickstart.anoseg');
    if (model === undefined) throw new Error('the pipeline does not check');
    const { seed, steps } = model.train;
    const lock = (parameters: Record<string, string>) => ({ name: 'x', seed, steps, parameters });
    const bundle = bundleOf(loaded);
    expect(() => modelOf(bundle, lock({}), 'lock.json')).not.toThrow();
    expect(() => modelOf(bundle, lock({ [name]: value }), 'lock.json')).toThrow(
      expect.objectContaining({ code: 'lock-damaged', message: expect.stringContaining(said) }),
    );
  });

  test('a checkpoint says the step that its folder says, and holds files', () => {
    const folder = scratch();
    mkdirSync(path.join(folder, 'step-00000040'));
    writeFileSync(path.join(folder, 'step-00000040/state.json'), '{"step":20}');
    expect(() => findSavedState({ parent: folder, run: undefined })).toThrow(
      expect.objectContaining({ code: 'checkpoint-unreadable' }),
    );
    writeFileSync(path.join(folder, 'variables.index'), '');
    expect(holdsVariables(folder)).toBe(true);
    spawnSync('mkfifo', [path.join(folder, 'variables.data-00000-of-00001')]);
    expect(holdsVariables(folder)).toBe(false);
  });

  test('events.jsonl: what is no event is forgotten', () => {
    const file = path.join(scratch(), 'events.jsonl');
    writeFileSync(file, 'null\n7\n{"event":"step","step":1}\n\u0000\n{"event":"st');
    rewindEventLog(file, 5, 5, []);
    expect(readFileSync(file, 'utf8')).toBe('{"event":"step","step":1}\n');
  });

  test('events.jsonl: a line that a full disk cut off takes no other one along', () => {
    const file = path.join(scratch(), 'events.jsonl');
    const whole = '{"time":"1970-01-01T00:00:00.000Z","event":"stage","stage":"data"}\n';
    writeFileSync(file, `${whole}{"time":"1970`);
    const log = openEventLog(file, () => 0);
    log.append({ event: 'stage', stage: 'data' });
    log.append({ event: 'stage', stage: 'data' });
    expect(readFileSync(file, 'utf8')).toBe(`${whole}{"time":"1970\n${whole}${whole}`);
  });

  test('events.jsonl: that of another run is not taken for its own', () => {
    const file = path.join(scratch(), 'events.jsonl');
    const text = '{"event":"start","name":"a","steps":9,"from":0,"digest":"sha256:1"}\n{"event":"step","step":1}\n';
    writeFileSync(file, text);
    expect(() => rewindEventLog(file, 5, 5, ['sha256:2'])).toThrow('it is of another run');
    rewindEventLog(file, 5, 5, ['sha256:2', 'sha256:1']);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('events.jsonl: what a run tells anew when it goes on is forgotten', () => {
    const file = path.join(scratch(), 'events.jsonl');
    const measured = (step: number) => ({ event: 'validation', step, metric: 'pixel_ap', value: null, best: null });
    const stays = [{ event: 'step', step: 6 }, measured(4), { event: 'checkpoint', step: 6 }];
    const anew = [measured(6), { event: 'step', step: 7 }, { event: 'kept', step: 4 }, { event: 'stopped', step: 7 }];
    const text = (events: readonly object[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('');
    writeFileSync(file, text([...stays, ...anew]));
    rewindEventLog(file, 6, 4, []);
    expect(readFileSync(file, 'utf8')).toBe(text(stays));
  });
});

test('metrics of more kinds of defects than a run has are not looked at for minutes', () => {
  const file = path.join(scratch(), 'metrics.json');
  const kinds = Array.from({ length: 500_000 }, (_, i) => `"d${i}":{}`);
  writeFileSync(file, `{"format_version":"1.0","defects":{${kinds.join(',')}}}`);
  expect(() => readMetrics(file)).toThrow('far too large');
});
