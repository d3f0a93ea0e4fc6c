// The native binding for tests, from the engine that the global setup has installed.

import { loadBinding, type TensorFlowBinding } from '../src/runtime/engine/binding.ts';
import { cacheFolder } from '../src/runtime/engine/cache-folder.js';
import { findEngine } from '../src/runtime/engine/engine.ts';

export function openBinding(): TensorFlowBinding {
  const engine = findEngine(cacheFolder());
  if (engine === undefined) throw new Error('the global setup installs the engine');
  return loadBinding(engine, { threads: 2 });
}
