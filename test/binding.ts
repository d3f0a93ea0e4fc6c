// The native binding for tests, from the engine that the global setup has installed.

import { loadBinding, type TensorFlowBinding } from '../src/engine/binding.ts';
import { cacheFolder } from '../src/engine/cache-folder.js';
import { findEngine } from '../src/engine/engine.ts';

export function openBinding(): TensorFlowBinding {
  const engine = findEngine(cacheFolder());
  if (engine === undefined) throw new Error('the global setup installs the engine');
  return loadBinding(engine, { threads: 2 });
}
