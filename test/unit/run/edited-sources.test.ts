// A run whose pipeline was edited does not go on: what the edit means is told, setting by setting, and what to type.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { OutsideError } from '../../../src/diagnostics/outside-error.ts';
import { bundleOf } from '../../../src/dsl/load/bundle.ts';
import { digestPipeline } from '../../../src/dsl/model/digest.ts';
import { compare } from '../../../src/runtime/compare/compare.ts';
import { recordedSide } from '../../../src/runtime/compare/recorded.ts';
import { type LockFile, writeLock } from '../../../src/runtime/record/lock.ts';
import { runFolder } from '../../../src/runtime/record/run-folder.ts';
import { storeSources } from '../../../src/runtime/record/stored-sources.ts';
import { sourcesToGoOn } from '../../../src/runtime/training/edited-sources.ts';
import { checkFile } from '../../pipelines.ts';
import { signed, wholeLock } from './whole-lock.ts';

const { model, loaded } = checkFile('pipelines/quickstart.anoseg');
const bundle = bundleOf(loaded);
const begun = runFolder(mkdtempSync(path.join(tmpdir(), 'anoseg-edited-')));
const { seed, steps } = model?.train ?? expect.fail('no model');
const stored = storeSources(begun, bundle);
const lock: LockFile = signed({
  ...{ ...wholeLock, parameters: {}, seed, steps },
  pipeline: { digest: model ? digestPipeline(model) : '', entry: bundle.entry, ...stored },
});
writeLock(begun, lock);

/** A copy of the run with its pipeline edited. */
function edited(change: (text: string) => string, file = 'pipeline.anoseg') {
  const run = runFolder(mkdtempSync(path.join(tmpdir(), 'anoseg-edited-')));
  cpSync(begun.folder, run.folder, { recursive: true });
  const place = path.join(run.folder, file);
  writeFileSync(place, change(readFileSync(place, 'utf8')));
  return run;
}

function failureOf(run: ReturnType<typeof edited>): OutsideError {
  try {
    sourcesToGoOn(run, lock);
  } catch (error) {
    return error as OutsideError;
  }
  return expect.fail('it goes on');
}

test('what is as it was goes on', () => {
  expect(sourcesToGoOn(begun, lock)).toEqual(bundle);
});

test('a setting: both values and the place, nothing that follows; the command puts it back', () => {
  const run = edited((text) => text.replace('param steps = ', 'param steps = 1'));
  const { code, message, hint } = failureOf(run);
  expect(code).toBe('run-changed');
  expect(message).toContain(
    `${run.folder}/pipeline.anoseg is not what the run started with: param.steps ${steps} → 1${steps} (`,
  );
  expect(message).toMatch(/quickstart\.anoseg:\d+:\d+\)/);
  expect(hint).toContain(`anoseg run ${run.folder}/pipeline.anoseg`);
  const [, from = '', to = ''] = /`cp -r (\S+) (\S+)`/.exec(hint) ?? [];
  cpSync(from, to, { recursive: true });
  expect(sourcesToGoOn(run, lock)).toEqual(bundle);
});

test('other edits: of an import, of the text alone, to something wrong', () => {
  expect(
    failureOf(edited((text) => text.replace('kernel: 4', 'kernel: 6'), 'imports/std/blocks/pix2pix.anoseg')).message,
  ).toMatch(/imports\/std\/blocks\/pix2pix\.anoseg is not what .*kernel 4 → 6/);
  expect(failureOf(edited((text) => `${text}\n// said\n`)).message).toContain(
    'it means the same, and is written otherwise',
  );
  expect(failureOf(edited((text) => text.replace('param steps', 'parm steps'))).message).toContain(
    'as it is, it is wrong: ',
  );
  expect(failureOf(edited(() => 'anoseg 1\n')).message).toContain('as it is, it is wrong: ');
});

test('an import that is gone is said to be, not what the rest would mean without it', () => {
  const run = edited((text) => text);
  rmSync(run.imports, { recursive: true });
  expect(failureOf(run)).toMatchObject({
    code: 'run-changed',
    message: expect.stringMatching(/pix2pix\.anoseg is not what the run started with: it is gone$/),
    hint: `put it back: \`cp -r ${run.folder}/.sources/. ${run.folder}\``,
  });
});

test('a run of an earlier release has nothing to compare with, and says so as before', () => {
  const run = edited((text) => `${text} `);
  rmSync(path.join(run.folder, '.sources'), { recursive: true });
  expect(failureOf(run)).toMatchObject({ code: 'run-changed', hint: expect.stringContaining('is another run') });
});

test('`diff` takes such a run for what it began with', () => {
  const run = edited((text) => text.replace('param steps = ', 'param steps = 1'));
  const [a, b] = [recordedSide(begun.folder), recordedSide(run.folder)];
  expect(a && b && compare(a, b)).toEqual([]);
  expect([a?.edited, b?.edited]).toEqual([[], ['pipeline.anoseg']]);
});
