// The oracle of the tests: tfjs's own eager operations and gradients, run by the same TensorFlow.
import { createRequire } from 'node:module';
import { tfjsFolder } from '../scripts/tfjs-package.js';
import { engineEnvironment } from '../src/engine/binding.ts';

/**
 * Loads tfjs-node-gpu on the installed engine, with its backend active. Call it in tests that vitest's global setup
 * (setup-engine.ts) has prepared.
 */
export function loadOracle(): typeof import('@tensorflow/tfjs-core') {
  const require = createRequire(import.meta.url);
  replaceUtil(require('node:util'));
  Object.assign(process.env, engineEnvironment({}, process.env));
  return require(tfjsFolder());
}

// tfjs-node calls two functions of `util` that Node 22 warns of and Node 23 lacks.
function replaceUtil(util: Record<string, unknown>): void {
  util.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  util.isArray = Array.isArray;
}
