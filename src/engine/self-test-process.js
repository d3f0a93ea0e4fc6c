// The self-test as a process of its own: a library that crashes takes only this process with it.
// `node self-test-process.js BINDING` prints the result, or `{"error": …}`, as one line of JSON.
import { createRequire } from 'node:module';
import { selfTest } from './self-test.js';

const require = createRequire(import.meta.url);
try {
  console.log(JSON.stringify(selfTest(require(process.argv[2] ?? ''))));
} catch (error) {
  console.log(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
  process.exitCode = 1;
}
