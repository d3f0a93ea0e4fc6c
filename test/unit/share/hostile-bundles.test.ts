// Bundles of strangers whose hashes are right: what the commands that take one say of it, and what they leave.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { checkMeaning, openStoredRun } from '../../../src/api/runs.ts';
import { checkCommand } from '../../../src/cli/commands/check/check.ts';
import { diffCommand } from '../../../src/cli/commands/diff/diff.ts';
import { explainCommand } from '../../../src/cli/commands/explain/explain.ts';
import { planCommand } from '../../../src/cli/commands/plan/plan.ts';
import { pipelineToTrain } from '../../../src/cli/pipelines/pipeline-to-train.ts';
import { withUnpacked } from '../../../src/cli/shell/bundles.ts';
import { failureOf, printFailure } from '../../../src/cli/shell/failure.ts';
import type { Terminal } from '../../../src/cli/shell/terminal.ts';
import { compareRuns } from '../../../src/runtime/compare/reproduction.ts';
import { createRunFolder } from '../../../src/runtime/record/run-folder.ts';
import { captureTerminal } from '../cli/captured-terminal.ts';

const parent = mkdtempSync(path.join(tmpdir(), 'anoseg-hostile-'));
const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
const evil = '\u001b]0;own\u0007\u001b[2J\u202e';

const pipeline = `anoseg 1
data { source = folder("parts")
 image = 32 x 32 }
augment { synthetic, mask = image -> paste(other_image, rectangle()) }
network generator(seen) { map = seen -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam(rate: 1e-3)
 batch = 2 normal + 2 synthetic
 steps = 6
 seed = 7 }
`;
const lock = {
  ...{ format_version: '1.1', name: 'parts', anoseg: '0.1.0', parameters: {}, seed: 7, steps: 6, threads: 1 },
  ...{ device: 'cpu', node: 'v22', data: { digest: 'sha256:1', files: 3, folder: 'data' } },
  engine: { tensorflow: '2.19.1', variant: 'cpu', onednn: true },
  cpu: { model: 'x', architecture: 'x64', features: ['avx'] },
};

interface Contents {
  readonly text?: string;
  readonly locked?: object;
  readonly files?: Readonly<Record<string, string | undefined>>;
}

/** Each file has the hash that the list says. */
function bundle(name: string, { text = pipeline, locked = {}, files = {} }: Contents): string {
  const sources = [{ name: 'parts.anoseg', file: 'pipeline.anoseg', sha256: sha256(text) }];
  const all = {
    'pipeline.anoseg': text,
    'lock.json': JSON.stringify({
      ...lock,
      pipeline: { digest: 'sha256:0', entry: 'parts.anoseg', sources },
      ...locked,
    }),
    ...files,
  };
  const held = Object.entries(all).flatMap(([file, content]) =>
    content === undefined ? [] : [[file, Buffer.from(content)] as const],
  );
  const sums = Object.fromEntries(held.map(([file, content]) => [file, sha256(content)]));
  const list = JSON.stringify({ format_version: '1.0', files: sums, maps: {}, variables: {} });
  const place = path.join(parent, name);
  writeFileSync(place, zipSync({ ...Object.fromEntries(held), 'bundle.json': Buffer.from(list) }));
  return place;
}

const whole = bundle('whole.zip', {});

/** The exit codes of all that reads a bundle before anything is trained, and what they say together. */
async function told(file: string) {
  const { terminal, stdout } = captureTerminal();
  const guarded = async (work: (terminal: Terminal) => unknown) => {
    try {
      const result = await work(terminal);
      return typeof result === 'number' ? result : 0;
    } catch (error) {
      const failure = failureOf(error, '0');
      printFailure(failure, terminal);
      return failure.exit;
    }
  };
  const codes = {
    check: await guarded(() => checkCommand([file], {}, terminal)),
    plan: await guarded(() => planCommand(file, {}, terminal)),
    explain: await guarded(() => explainCommand(file, undefined, {}, terminal)),
    diff: await guarded(() => diffCommand([file, whole], {}, terminal)),
    run: await guarded(() => pipelineToTrain(file, {}, terminal)),
    predict: await guarded(() => withUnpacked(file, ({ folder }) => openStoredRun(folder))),
    reproduce: await guarded(() =>
      withUnpacked(file, ({ folder }) => {
        const { lock: read, digest } = openStoredRun(folder);
        checkMeaning(read, digest);
      }),
    ),
  };
  return { codes: Object.values(codes), text: stdout() };
}

const first = (line: string) => pipeline.replace('anoseg 1\n', `anoseg 1\n${line}\n`);
const refused: readonly (readonly [what: string, Contents])[] = [
  ['no lock', { files: { 'lock.json': undefined } }],
  ['no pipeline', { files: { 'pipeline.anoseg': undefined } }],
  ['another pipeline than the lock says', { files: { 'pipeline.anoseg': `${pipeline}// more\n` } }],
  ['a lock that is a list', { files: { 'lock.json': '[]' } }],
  ['a lock of brackets', { files: { 'lock.json': '['.repeat(200_000) } }],
  ['a device that acts', { locked: { device: evil } }],
  ['threads without end', { locked: { threads: 1e9 } }],
  ['steps without end', { locked: { steps: 1e300 } }],
  ['a parameter that acts', { locked: { parameters: { [evil]: evil } } }],
  ['parameters of a prototype', { locked: { parameters: JSON.parse('{"__proto__":"1"}') } }],
  [
    'a lock as a source of its own',
    { locked: { pipeline: { digest: '', entry: 'a', sources: [{ name: 'a', file: 'lock.json', sha256: '0' }] } } },
  ],
  ['an import out of the folder', { text: first('use "../../../../etc/passwd" { a }') }],
  ['an import from the root', { text: first('use "/etc/passwd" { a }') }],
  ['an import of a package that leads out', { text: first('use "npm:../../x/y" { a }') }],
  ['an import that acts', { text: first(`use "${evil}" { a }`) }],
  ['a pipeline of zero bytes', { text: '\0'.repeat(3000) }],
];

test.each(refused)('%s: all commands say so, and nothing acts', async (what, contents) => {
  const before = readdirSync(parent).length;
  const { codes, text } = await told(bundle(`${what}.zip`, contents));
  expect(codes).toEqual(codes.map(() => 3));
  expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  expect(readdirSync(parent)).toHaveLength(before + 1);
  expect(Object.prototype).not.toHaveProperty('polluted');
});

test.each<readonly [string, Contents]>([
  ['metrics', { files: { 'metrics.json': '{' } }],
  ['metrics of another kind', { files: { 'metrics.json': '[]' } }],
  ['events', { files: { 'events.jsonl': 'null\n[]\n"x"\n' } }],
  ['tables', { files: { 'data.csv': `${evil}\n"`, 'scores.csv': `${evil},"\n` } }],
  [
    'names of machines',
    { locked: { anoseg: evil, node: evil, cpu: { model: evil, architecture: evil, features: [evil] } } },
  ],
])('damaged %s: no bug, and nothing acts', async (what, contents) => {
  const { codes, text } = await told(bundle(`damaged ${what}.zip`, contents));
  for (const code of codes) expect([0, 1, 3]).toContain(code);
  expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
});

test.each(['...zip', '..zip'])('one that is called %s is unpacked into a folder of its own', async (name) => {
  await withUnpacked(bundle(name, {}), ({ folder }) => {
    expect(path.basename(folder)).toBe('bundle');
    expect(existsSync(path.join(folder, 'lock.json'))).toBe(true);
  });
});

test('the run that reproduces one is named without what acts', () => {
  const runs = path.join(parent, 'runs');
  mkdirSync(runs);
  createRunFolder(runs, `${evil}parts`, '0123456789');
  expect(readdirSync(runs)).toEqual(['_]0;own__[2J_parts-01234567-1']);
});

test('scores of more images than a call takes arguments are compared', () => {
  const folders = [0.5, 0.75].map((last, i) => {
    const folder = path.join(parent, `scores-${i}`);
    mkdirSync(folder);
    const lines = Array.from({ length: 300_000 }, (_, n) => `${n}.png,good,0,${n === 9 ? last : 0.5},0\n`);
    writeFileSync(path.join(folder, 'scores.csv'), `image,defect,label,score,predicted\n${lines.join('')}`);
    return folder;
  });
  expect(readFileSync(path.join(folders[0] ?? '', 'scores.csv')).length).toBeGreaterThan(5e6);
  expect(compareRuns(folders[0] ?? '', folders[1] ?? '').scores).toEqual({ images: 300_000, largest_difference: 0.25 });
});
