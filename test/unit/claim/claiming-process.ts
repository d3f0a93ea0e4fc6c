// A process that claims a folder, for the tests that need several: `node claiming-process.js FOLDER TIMES BLOCK_MS`. It
// says `held` or the code of the refusal, works without rest for a while, says `worked`, and at the end of its input
// whether the claim still is its own.
import { text } from 'node:stream/consumers';
import { OutsideError } from '../../../src/diagnostics/outside-error.ts';
import { claimFolder } from '../../../src/runtime/claim/claim.ts';

const [folder = '', times = '', blockMs = '0'] = process.argv.slice(2);

async function attempt(work: () => unknown): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    console.log(error instanceof OutsideError ? `${error.code}: ${error.message}` : String(error));
    return false;
  }
}

await attempt(async () => {
  const claim = await claimFolder(folder, 'anoseg run part.anoseg', JSON.parse(times));
  console.log('held');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(blockMs));
  console.log('worked');
  await text(process.stdin);
  if (await attempt(() => claim.confirm())) console.log('confirmed');
  claim.release();
});
