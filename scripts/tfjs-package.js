// Where the JavaScript side of the engine (tfjs-node-gpu, pinned by engine/package-lock.json) lies,
// and how it gets there. It is kept in the user's cache, shared by every clone, because its own
// install script must not run: that script downloads TensorFlow 2.9 from a host that many networks
// do not reach, and fails the whole installation where it cannot.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cacheFolder } from '../src/engine/cache-folder.js';

const packageRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** What is bundled from it, and what `anoseg engine install` compiles. */
const NEEDED = [
  'package.json',
  'dist/index.js',
  'dist/proto/api_pb.js',
  'binding/tfjs_backend.cc',
  'binding/tfjs_binding.cc',
  'binding/napi_auto_ref.h',
  'binding/tf_auto_status.h',
  'binding/tf_auto_tensor.h',
  'binding/tfe_auto_op.h',
  'binding/tfjs_backend.h',
  'binding/utils.h',
];

/** The folder of the tfjs-node-gpu package; it may not exist yet. */
export function tfjsFolder() {
  return path.join(installation(), 'node_modules', '@tensorflow', 'tfjs-node-gpu');
}

/** Installs the package into the cache unless it is there. Safe to interrupt, and to run twice at once. */
export async function installTfjs() {
  const target = installation();
  if (isWhole()) return;
  mkdirSync(path.dirname(target), { recursive: true });
  const draft = mkdtempSync(`${target}.draft-`);
  try {
    for (const name of ['package.json', 'package-lock.json']) {
      copyFileSync(path.join(packageRoot, 'engine', name), path.join(draft, name));
    }
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    await promisify(execFile)(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: draft });
    publish(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Whether all is there that is bundled or compiled: a cache may have been cleared in part. */
function isWhole() {
  return NEEDED.every((name) => statSync(path.join(tfjsFolder(), name), { throwIfNoEntry: false })?.size > 0);
}

function installation() {
  const lock = readFileSync(path.join(packageRoot, 'engine', 'package-lock.json'));
  const digest = createHash('sha256').update(lock).digest('hex').slice(0, 12);
  return path.join(cacheFolder(), 'tfjs', digest);
}

// Two installations at once: the first rename wins, the other finds the folder in place.
function publish(draft, target) {
  if (!isWhole()) rmSync(target, { recursive: true, force: true });
  try {
    renameSync(draft, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  }
}
