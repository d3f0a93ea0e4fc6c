// Pipelines that are no files: pipes, devices, links in a circle. Nothing waits, nothing is read without end.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readRegularFile, readText } from '../../../src/runtime/pipeline-files/read-text.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-text-'));
const at = (name: string) => path.join(folder, name);

test('a pipe into which nobody writes is told, and is no import', () => {
  execFileSync('mkfifo', [at('pipe.anoseg')]);
  expect(() => readText(at('pipe.anoseg'))).toThrow('it is a pipe, not a file, and nobody writes into it');
  expect(readRegularFile(at('pipe.anoseg'))).toBeUndefined();
});

test('a pipe that the shell has opened is read to its end', () => {
  const script = `import { readText } from ${JSON.stringify(path.resolve('src/runtime/pipeline-files/read-text.ts'))};`;
  // Node has types of its own only from later versions on: the bundler of the build takes them off.
  writeFileSync(at('entry.ts'), `${script}\nprocess.stdout.write(readText(process.argv[2]));`);
  const esbuild = path.resolve('node_modules/.bin/esbuild');
  execFileSync(
    esbuild,
    [at('entry.ts'), '--bundle', '--platform=node', '--format=cjs', `--outfile=${at('entry.cjs')}`],
    {
      stdio: 'ignore',
    },
  );
  const command = `${process.execPath} ${at('entry.cjs')} <(sleep 0.5; echo anoseg 1)`;
  expect(execFileSync('bash', ['-c', command], { encoding: 'utf8' })).toBe('anoseg 1\n');
});

test('a device is read up to a limit; a link in a circle is told', () => {
  expect(readText('/dev/zero').length).toBe(16 * 1024 * 1024 + 1);
  expect(readRegularFile('/dev/zero')).toBeUndefined();
  symlinkSync('circle.anoseg', at('circle.anoseg'));
  expect(() => readText(at('circle.anoseg'))).toThrow('it is a link in a circle');
});
