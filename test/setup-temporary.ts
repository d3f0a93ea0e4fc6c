// What tests leave in the temporary folder is gone when they are done: they make thousands of folders there.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export default function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-tests-'));
  // The processes of the tests begin with what stands here.
  process.env.TMPDIR = folder;
  return () => {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // A folder that a test took all rights from stays; no reason to call the tests failed.
    }
  };
}
