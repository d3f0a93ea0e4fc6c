// What of the command line is for Snakemake, and what it is started with.
import { expect, test } from 'vitest';
import { byHandText, snakemakeWish, snakemakeWords } from '../../../src/cli/commands/run/snakemake/snakemake-words.ts';

test.each([
  [{ executor: 'slurm' }, [], '`--executor` is for runs on Snakemake'],
  [{ jobs: 4 }, [], '`--jobs` is for runs on Snakemake'],
  [{}, ['b.anoseg'], '`run` takes one pipeline, and `b.anoseg` stands behind it'],
  [{}, ['--foo'], '`--foo` stands behind `--`, where words for Snakemake are'],
  [{}, ['-n', '3'], '`-n` stands behind `--`, where words for Snakemake are'],
  [{ on: 'snakemake' as const }, ['b.anoseg'], '`run` takes one pipeline, and `b.anoseg` stands behind it'],
])('%j %j is wrong use', (options, more, message) => {
  expect(() => snakemakeWish(options, more)).toThrow(message);
});

test('words behind `--` go with Snakemake, which is said', () => {
  expect(() => snakemakeWish({}, ['--foo'])).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('add `--on snakemake`') }),
  );
});

test('without it the runs are done here', () => {
  expect(snakemakeWish({}, [])).toBeUndefined();
});

test('a cluster gets jobs, this machine cores for as many', () => {
  const wish = (executor: string | undefined, jobs: number) =>
    snakemakeWish({ on: 'snakemake', jobs, ...(executor === undefined ? {} : { executor }) }, ['--slurm-no-account']);
  const words = (executor: string | undefined) => {
    const found = wish(executor, 3);
    return found ? snakemakeWords(found, 2).join(' ') : '';
  };
  expect(words('slurm')).toMatch(/^--executor slurm --jobs 3 .* --slurm-no-account$/);
  // Handed over together they would reach the queue in no order.
  expect(words('slurm')).toContain('--max-jobs-per-timespan 1/1s');
  const many = wish('slurm', 256);
  expect(many && snakemakeWords({ ...many, jobs: 256 }, 2).join(' ')).toContain('--max-jobs-per-timespan 3/1s');
  expect(words(undefined)).toMatch(/^--cores 6 /);
  expect(words('local')).toBe(words(undefined));
  // A finished run is never done again for a change of the Snakefile; one that was cut off is.
  expect(words('slurm')).toContain('--keep-going --rerun-incomplete --retries 2 --rerun-triggers mtime');
});

test('words for people to type are quoted', () => {
  const wish = snakemakeWish({ on: 'snakemake' }, ['--config', 'a=$(b)']);
  expect(wish && byHandText(wish, 1)).toContain("--config 'a=$(b)'");
});
