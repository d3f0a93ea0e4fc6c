// The doctor's rows about what lies around the engine: temporary files, the library that reads images, and what else
// somebody or an interrupted installation has left in the cache.
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lastLine, runChild } from '../child.ts';
import type { Engine } from '../engine.ts';
import type { Machine } from '../machine.ts';
import { SHARP_HINT } from '../sharp-failure.ts';
import { usableTemporaryFolder } from '../temporary-folder.ts';
import type { DoctorRow } from './doctor-row.ts';

/** Where temporary files go. */
export function temporaryRow(): DoctorRow {
  const name = 'temporary';
  const named = tmpdir();
  const used = usableTemporaryFolder();
  if (used === named) return { name, state: 'ok', detail: named };
  const detail = `${named} is not there, or may not be written`;
  const hint = `mkdir -p ${named}, or let TMPDIR name another folder.`;
  if (used === undefined) return { name, state: 'missing', detail, hint };
  return { name, state: 'warning', detail: `${detail}: ${used} is used instead`, hint };
}

// In a process of its own, since a damaged library may take its process with it.
const TRIAL = `
const fail = (error) => console.log(error.message.split('\\n')[0]);
try {
  const sharp = require(process.argv[1]);
  sharp({ create: { width: 2, height: 2, channels: 3, background: '#fff' } }).png().toBuffer()
    .then((png) => sharp(png).raw().toBuffer())
    .then((pixels) => console.log(pixels.length === 12 ? 'sharp ' + sharp.versions.sharp : 'wrong pixels'), fail);
} catch (error) {
  fail(error);
}
`;

/** Whether images can be read and written. */
export async function imagesRow(machine: Machine): Promise<DoctorRow> {
  const name = 'images';
  const missing = (detail: string): DoctorRow => ({ name, state: 'missing', detail, hint: SHARP_HINT });
  let place: string;
  try {
    place = createRequire(import.meta.url).resolve('sharp');
  } catch {
    return missing('sharp is not installed');
  }
  const said = await runChild(machine.node, ['-e', TRIAL, place], { env: machine.env, timeout: 60_000 });
  const line = lastLine(said?.stdout ?? '');
  if (line.startsWith('sharp ')) return { name, state: 'ok', detail: line };
  return missing(`sharp does not work: ${line || (said?.signal ?? 'it said nothing')}`);
}

/** What lies among the engines and is none that this release uses; one row, or none. */
export function strayRows(cache: string, engines: readonly Engine[]): readonly DoctorRow[] {
  const folder = path.join(cache, 'engine');
  const known = new Set(['.installing', ...engines.map((engine) => path.basename(engine.folder))]);
  const strays = namesIn(folder).filter((name) => !known.has(name));
  const drafts = namesIn(path.join(folder, '.installing')).filter((name) => name.startsWith('draft-'));
  return [
    ...(strays.length === 0
      ? []
      : [strayRow(`this release uses nothing of: ${list(folder, strays)}`, 'They may be deleted.')]),
    ...(drafts.length === 0
      ? []
      : [strayRow('an installation is at work, or was interrupted', 'The next one clears up: anoseg engine install')]),
  ];
}

function strayRow(detail: string, hint: string): DoctorRow {
  return { name: 'leftovers', state: 'warning', detail, hint };
}

function list(folder: string, names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => path.join(folder, name));
  return `${shown.join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`;
}

function namesIn(folder: string): readonly string[] {
  try {
    return existsSync(folder) ? readdirSync(folder) : [];
  } catch {
    return []; // No folder, or another user's: the cache's row says so.
  }
}
