// Proves an engine in a process of its own: loads it there and runs the self-test. Used before an installation is put
// in place, and by the doctor.
import { fileURLToPath } from 'node:url';
import { type BindingOptions, engineEnvironment } from './binding.ts';
import { lastLine, runChild } from './child.ts';
import { withoutLogNoise } from './log-noise.ts';
import type { Machine } from './machine.ts';
import type { SelfTestResult } from './self-test.js';

/** The self-test's result, or why there is none. */
export type Proof = SelfTestResult | { readonly error: string };

/** Beside this module in the sources, and beside the bundle that it becomes part of. */
const PROGRAM = new URL('./self-test-process.js', import.meta.url);

/** Loads the binding in another process and runs the self-test there. Throws only where `signal` is aborted. */
export async function proveBinding(
  bindingPath: string,
  machine: Machine,
  options: BindingOptions = {},
  signal?: AbortSignal,
): Promise<Proof> {
  const env = { ...machine.env, ...engineEnvironment(options, machine.env) };
  const parameters = [fileURLToPath(PROGRAM), bindingPath];
  const said = await runChild(machine.node, parameters, { env, signal, timeout: 120_000 });
  if (said === undefined) return { error: `${machine.node} does not run` };
  const line = lastLine(said.stdout);
  // The program prints one of the two forms, or nothing where it crashed.
  if (line.startsWith('{')) return JSON.parse(line) as Proof;
  if (said.signal === 'SIGILL' || !machine.hasAvx()) {
    return { error: 'this processor lacks instructions (AVX) that TensorFlow is built with' };
  }
  const reason = lastLine(withoutLogNoise(said.stderr)) || 'it said nothing';
  return { error: `the process ended with ${said.signal ?? said.code}: ${reason}` };
}
