// The user's Snakemake: where the environment says, on the PATH, or in the cache where `anoseg snakemake install` put it.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { outside } from '../../diagnostics/outside-error.ts';
import { runChild } from '../../engine/child.ts';

/** Names the program in place of the one on the PATH. */
export const snakemakeVariable = 'ANOSEG_SNAKEMAKE';

/** The first one whose options are those that are used here. */
export const leastVersion = 9;

export interface Snakemake {
  /** As it is started. */
  readonly command: string;
  /** `9.27.1` */
  readonly version: string;
}

/** Of the Snakemake that lies in the cache. */
export function snakemakeHome(cache: string): string {
  return path.join(cache, 'snakemake');
}

export function cachedSnakemake(cache: string): string {
  return path.join(snakemakeHome(cache), 'bin', 'snakemake');
}

/** @throws OutsideError `snakemake-missing`, `snakemake-version` */
export async function findSnakemake(env: NodeJS.ProcessEnv, cache: string): Promise<Snakemake> {
  const named = env[snakemakeVariable];
  const cached = cachedSnakemake(cache);
  const places = named ? [named] : ['snakemake', ...(existsSync(cached) ? [cached] : [])];
  let older: Snakemake | undefined;
  for (const command of places) {
    const found = await versionOf(command, env);
    if (found === undefined) continue;
    if (majorOf(found) >= leastVersion) return found;
    older ??= found;
  }
  if (older !== undefined) throw outside('snakemake-version', { ...older, least: leastVersion });
  throw outside('snakemake-missing', { named: named ?? '', variable: snakemakeVariable });
}

/** Undefined where it cannot be started, or is no Snakemake. */
async function versionOf(command: string, env: NodeJS.ProcessEnv): Promise<Snakemake | undefined> {
  const said = await runChild(command, ['--version'], { env, timeout: 120_000 });
  const version = said?.code === 0 ? /^\d+(?:\.\w+)*$/m.exec(said.stdout.trim())?.[0] : undefined;
  return version === undefined ? undefined : { command, version };
}

function majorOf({ version }: Snakemake): number {
  return Number.parseInt(version, 10);
}
