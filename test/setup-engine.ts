// Runs once before the tests that need TensorFlow: installs the engine into the user's cache unless it is there
// (ANOSEG_TEST_VARIANT: cpu or cuda; ANOSEG_TEST_WHEEL: a wheel at hand), and lays it under the tfjs-node-gpu package,
// whose operations are the oracle of the tests.
import { mkdirSync, readlinkSync, renameSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installTfjs, tfjsFolder } from '../scripts/tfjs-package.js';
import { cacheFolder } from '../src/engine/cache-folder.js';
import type { Engine } from '../src/engine/engine.ts';
import { installEngine } from '../src/engine/install/install.ts';
import { type Surroundings, surroundingsHere } from '../src/engine/install/surroundings.ts';
import { progressPrinter } from './progress-printer.ts';

export default async function setup(): Promise<void> {
  await installTfjs();
  const engine = await installEngine(
    {
      cache: cacheFolder(),
      variant: process.env.ANOSEG_TEST_VARIANT === 'cuda' ? 'cuda' : 'cpu',
      wheel: process.env.ANOSEG_TEST_WHEEL,
      onProgress: progressPrinter(process.stderr),
    },
    sourceSurroundings(),
  );
  layUnderTfjs(engine);
}

/** The surroundings of an installation that runs from the sources, without a build. */
export function sourceSurroundings(): Surroundings {
  const around = surroundingsHere();
  const headers = fileURLToPath(new URL('../node_modules/node-api-headers/include', import.meta.url));
  return {
    ...around,
    sources: { ...around.sources, folder: path.join(tfjsFolder(), 'binding') },
    nodeHeaders: [headers],
  };
}

function layUnderTfjs(engine: Engine): void {
  link(engine.bindingPath, path.join(tfjsFolder(), 'lib', 'napi-v8', 'tfjs_binding.node'));
  link(path.join(engine.folder, 'tensorflow'), path.join(tfjsFolder(), 'deps', 'lib'));
}

// By a rename, because another test run may be using the link.
function link(target: string, place: string): void {
  mkdirSync(path.dirname(place), { recursive: true });
  if (linkedTo(place) === target) return;
  const draft = `${place}.${process.pid}`;
  symlinkSync(target, draft);
  renameSync(draft, place);
}

function linkedTo(place: string): string | undefined {
  try {
    return readlinkSync(place);
  } catch {
    return undefined; // Not there, or not a link.
  }
}
