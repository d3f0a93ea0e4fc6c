// `anoseg run` of grids whose runs are played: what is said of a folder that was begun in other words, and of runs that fail.
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runEach } from '../../../src/cli/commands/run/each.ts';
import type { GridOptions } from '../../../src/cli/commands/run/grid.ts';
import type { SingleRun } from '../../../src/cli/commands/run/grid-loop.ts';
import type { Terminal } from '../../../src/cli/shell/terminal.ts';
import type { RunView } from '../../../src/ui/run-view.ts';
import { metrics } from '../ui/scripted-run.ts';
import { captureTerminal } from './captured-terminal.ts';

const place = mkdtempSync(path.join(tmpdir(), 'anoseg-grid-'));
const pipeline = path.join(place, 'gear.anoseg');
writeFileSync(
  pipeline,
  `anoseg 1
param seed = 1
param width = 1
data { source = sample("gear")
 image = 32 x 32 }
augment { synthetic, mask = image -> paste(other_image, rectangle()) }
network generator(seen) { map = seen -> conv(width) -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam()
 batch = 1 normal + 1 synthetic
 steps = 2
 seed = seed }
`,
);
const file = path.join(place, 'widths.anoseg');
const says = (lines: string) =>
  writeFileSync(
    file,
    `anoseg 1\n\n/// Which width?\n\nexperiment {\n pipeline = "gear.anoseg"\n repeat.seed = 1..2\n ${lines} }\n`,
  );

type Follow = SingleRun['follow'];
const outOf = (request: Parameters<Follow>[0]) => ('out' in request ? (request.out ?? '') : '');
/** Finishes a run, whose folder tells so. */
const finish: Follow = async (request) => {
  mkdirSync(outOf(request), { recursive: true });
  writeFileSync(path.join(outOf(request), 'events.jsonl'), '');
  writeFileSync(path.join(outOf(request), 'metrics.json'), JSON.stringify(metrics));
  return 0;
};

async function ran(
  what: string,
  options: GridOptions,
  follow: Follow,
  form: Partial<Terminal> = {},
  ways: string[] = [],
) {
  const [out, err] = [captureTerminal(), captureTerminal()];
  const terminal = { ...out.terminal, ...form, stderr: err.terminal.stderr };
  const openView = async (wayOn: string): Promise<RunView> => {
    ways.push(wayOn);
    return {
      show: (event) => void (event.event === 'failed' && terminal.stderr.write(`${event.message}\n`)),
      stopping: () => undefined,
      close: async () => undefined,
    };
  };
  const exit = await runEach(what, options, terminal, { openView, follow });
  return { exit, stdout: out.stdout(), stderr: err.stdout() };
}

const journalOf = (folder: string) => JSON.parse(readFileSync(path.join(folder, 'experiment.json'), 'utf8'));
const newFolder = () => path.join(mkdtempSync(path.join(place, 'out-')), 'grid');
let asked = 0;
/** One run, and then somebody stops it. */
const stoppedAfterOne: Follow = (request, view) => (asked++ === 0 ? finish(request, view) : Promise.resolve(130));

test('what a file says of a folder that words began is taken, and told with the runs that were done before', async () => {
  const out = newFolder();
  asked = 0;
  expect((await ran(pipeline, { each: ['width=1,2', 'seed=1,2'], out }, stoppedAfterOne)).exit).toBe(130);
  says('compare.width = [1, 2]\n looked_at = "nothing"');
  const { stderr } = await ran(file, { out }, stoppedAfterOne);
  expect(stderr).toContain(
    `${out} goes on as the file says: compare.width, was each.width; looked_at = "nothing", was not said; 1 of its runs had finished before this was said\n`,
  );
  expect(journalOf(out)).toMatchObject({
    looked_at: 'nothing',
    doc: 'Which width?',
    parameters: [
      { name: 'width', role: 'compared' },
      { name: 'seed', role: 'repeated' },
    ],
  });
  // Once is enough; and words that say less change nothing.
  expect((await ran(file, { out }, stoppedAfterOne)).stderr).not.toContain('goes on as');
  expect((await ran(pipeline, { each: ['width=1,2', 'seed=1,2'], out }, stoppedAfterOne)).stderr).toBe('');
  says('compare.width = [1, 2]\n looked_at = "the first seed"');
  expect((await ran(file, { out }, stoppedAfterOne)).stderr).toContain(
    'looked_at = "the first seed", was "nothing"; 1 of its runs had finished',
  );
});

test('a run that another process has got is not announced', async () => {
  const out = newFolder();
  const start = (request: Parameters<Follow>[0]) =>
    ({
      event: 'start',
      run: outOf(request),
      name: 'gear',
      digest: '',
      steps: 2,
      from: 0,
      losses: [],
      report: [],
    }) as const;
  // The other one has finished it by the time that this one looks again.
  const late: Follow = async (request, view) => {
    const isOthers = path.basename(outOf(request)) === '1';
    await finish(request, view);
    if (!isOthers) view.show(start(request));
    else view.show({ event: 'failed', code: 'run-busy', message: 'busy', hint: '', exit: 3 });
    return isOthers ? 3 : 0;
  };
  const { stdout, stderr } = await ran(pipeline, { each: ['seed=1..3'], out }, late);
  expect(stdout.match(/^run .*: seed=\d$/gm)).toEqual([
    'run 2 of 3: seed=2',
    expect.stringMatching(/^run 3 of 3.*: seed=3$/),
  ]);
  expect(stderr).toBe('');
  const lines = (await ran(pipeline, { each: ['seed=1..3'], out: newFolder() }, late, { json: true })).stdout
    .split('\n')
    .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
  expect(lines.filter(({ event }) => event === 'whole').map(({ each }) => each.seed)).toEqual(['2', '3']);
});

test.each([
  [[], ''],
  [['2'], ' --only 2'],
] as const)('a grid that is stopped goes on with the command of the grid, --only %j', async (only, words) => {
  const out = newFolder();
  const ways: string[] = [];
  const stopping: Follow = async (request, view) => {
    view.show({ event: 'stopped', step: 1, run: outOf(request), resumable: true });
    return 130;
  };
  const asked = { each: ['seed=1,2'], out, ...(only.length > 0 && { only }) };
  expect((await ran(pipeline, asked, stopping, {}, ways)).exit).toBe(130);
  expect(ways).toEqual([`anoseg run ${out}${words}`]);
});

test('--quiet names each run that failed, its code, and the command that goes on', async () => {
  const out = newFolder();
  const failing: Follow = async (request, view) => {
    if (path.basename(outOf(request)) === 'width_1_seed_1') return finish(request, view);
    view.show({ event: 'failed', code: 'disk-full', message: 'the disk is full', hint: 'make room', exit: 3 });
    return 3;
  };
  const { exit, stderr } = await ran(pipeline, { each: ['width=1,2', 'seed=1'], out }, failing, { quiet: true });
  expect(exit).toBe(3);
  expect(stderr).toContain('the disk is full');
  expect(stderr).toContain(
    `run ${out}/width_2_seed_1 (width=2, seed=1) failed: disk-full, exit code 3; \`anoseg run ${out}\` does again what is not finished\n`,
  );
  expect(stderr.match(/^run /gm)).toHaveLength(1);
  // What goes by the screen names its runs by itself.
  expect((await ran(pipeline, { each: ['width=1,2', 'seed=1'], out }, failing)).stderr).not.toMatch(/^run /m);
});

test('more runs have the threads of the folder that they go into', async () => {
  const out = newFolder();
  const threads: (number | undefined)[] = [];
  const noting: Follow = async (request, view) => {
    threads.push('threads' in request ? request.threads : undefined);
    return finish(request, view);
  };
  await ran(pipeline, { each: ['seed=1'], threads: 1, out }, noting);
  await ran(pipeline, { each: ['seed=1..3'], out }, noting);
  expect(threads).toEqual([1, 1, 1]);
  await expect(ran(pipeline, { each: ['seed=1..4'], threads: 2, out }, noting)).rejects.toMatchObject({
    code: 'experiment-changed',
    message: expect.stringContaining('`--threads 1`, and not 2'),
  });
  await expect(ran(out, { threads: 2 }, noting)).rejects.toMatchObject({ code: 'experiment-changed' });
});
