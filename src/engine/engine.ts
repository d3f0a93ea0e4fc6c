// An installed engine: where it lies in the cache, how it is found again, and which build fits a machine.
// A folder of that name is complete or absent; install.ts puts it there.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { outside } from '../diagnostics/outside-error.ts';
import { compileRecipe } from './install/compile.ts';
import { findShortFile, isAsRecorded, RECORD, readRecord } from './install/record.ts';
import { RELEASES, type Release, type Variant } from './install/releases.ts';
import { type Machine, machineName, thisMachine } from './machine.ts';

/** TensorFlow with the compiled binding, ready to be loaded. */
export interface Engine {
  readonly folder: string;
  readonly variant: Variant;
  /** TensorFlow's version. */
  readonly version: string;
  /** The native module. */
  readonly bindingPath: string;
}

export const BINDING = 'tfjs_binding.node';

/**
 * The installed engine of a cache folder: of the given variant, else the one that fits this machine best.
 * Undefined where none is installed. Reads only.
 */
export function findEngine(
  cache: string,
  variant?: Variant,
  machine: Machine = thisMachine(),
  releases: readonly Release[] = RELEASES,
): Engine | undefined {
  const fitting = releases.filter((release) => fits(release, machine));
  const preferred = variant ?? defaultVariant(machine);
  const wanted = [
    ...fitting.filter((release) => release.variant === preferred),
    ...fitting.filter((release) => variant === undefined && release.variant !== preferred),
  ];
  return wanted.map((release) => engineOf(cache, release)).find(isInstalled);
}

/** For work on a GPU the one that can, if it is there. @throws OutsideError `engine-missing` */
export function requireEngine(cache: string, device?: 'cpu' | 'gpu'): Engine {
  const engine = (device === 'gpu' ? findEngine(cache, 'cuda') : undefined) ?? findEngine(cache);
  if (engine === undefined) throw outside('engine-missing', {});
  return engine;
}

/** The engine that an installation of this release makes, whether it is there yet or not. */
export function engineOf(cache: string, release: Release): Engine {
  const { version, variant, platform, arch } = release;
  const name = `tensorflow-${version}-${variant}-${platform}-${arch}-${recipeDigest(release)}`;
  const folder = path.join(cache, 'engine', name);
  return { folder, variant, version, bindingPath: path.join(folder, BINDING) };
}

/** Whether it is there and, by a quick look, whole: what is cut short or half unpacked is installed anew. */
export function isInstalled(engine: Engine): boolean {
  return faultOf(engine) === undefined;
}

/** What a quick look finds wrong, for people; undefined where the engine can be used. */
export function faultOf({ folder, version, variant, bindingPath }: Engine): string | undefined {
  if (!existsSync(folder)) return 'not installed';
  const record = readRecord(folder);
  if (record === undefined) return `damaged: ${RECORD} is missing or cannot be read`;
  if (record.version !== version || record.variant !== variant) return `damaged: ${RECORD} is of another engine`;
  if (!existsSync(bindingPath)) return `damaged: ${BINDING} is missing`;
  const short = findShortFile(folder, record);
  if (short !== undefined) return `damaged: ${short} is missing, cut short, or may not be read`;
  // Compiled here, and small: a look at each byte takes no time.
  return isAsRecorded(folder, BINDING, record) ? undefined : `damaged: ${BINDING} is not as it was compiled`;
}

/** The engines for this machine that are there but cannot be used, each with what is wrong. */
export function damagedEngines(
  cache: string,
  machine: Machine = thisMachine(),
  releases: readonly Release[] = RELEASES,
): readonly { readonly engine: Engine; readonly fault: string }[] {
  return releases
    .filter((release) => fits(release, machine))
    .map((release) => engineOf(cache, release))
    .filter(({ folder }) => existsSync(folder))
    .flatMap((engine) => {
      const fault = faultOf(engine);
      return fault === undefined ? [] : [{ engine, fault }];
    });
}

/** CUDA where an NVIDIA driver and a build for it exist, else the CPU. */
export function defaultVariant(machine: Machine): Variant {
  const built = RELEASES.some((release) => fits(release, machine) && release.variant === 'cuda');
  return built && machine.nvidiaDriver() !== undefined ? 'cuda' : 'cpu';
}

/**
 * The build of a variant (default: `defaultVariant`) for this machine. Throws `platform-unsupported`,
 * `libc-unsupported`, `variant-unsupported`.
 */
export function chooseRelease(
  machine: Machine,
  variant: Variant | undefined,
  releases: readonly Release[] = RELEASES,
): Release {
  const fitting = releasesFor(machine, releases);
  const chosen = variant ?? defaultVariant(machine);
  const release = fitting.find((candidate) => candidate.variant === chosen);
  if (release !== undefined) return release;
  throw outside('variant-unsupported', {
    variant: chosen,
    machine: machineName(machine),
    existing: fitting[0]?.variant,
  });
}

/** The builds for this machine, at least one. Throws `platform-unsupported` or `libc-unsupported`. */
export function releasesFor(machine: Machine, releases: readonly Release[]): readonly Release[] {
  if (machine.libc() === 'musl') {
    throw outside('libc-unsupported', {});
  }
  const fitting = releases.filter((release) => fits(release, machine));
  if (fitting.length > 0) return fitting;
  const known = [...new Set(releases.map((release) => machineName(release)))].join(', ');
  throw outside('platform-unsupported', {
    machine: machineName(machine),
    known,
    isWindows: machine.platform === 'win32',
  });
}

/** Whether a build is for this kind of machine. */
export function fits(release: Release, machine: Machine): boolean {
  return release.platform === machine.platform && release.arch === machine.arch;
}

// Another wheel, other members, other sources or another way to compile are another engine.
function recipeDigest(release: Release): string {
  const wheels = release.wheels.map(({ sha256, members }) => ({ sha256, members }));
  const recipe = JSON.stringify({ wheels, ...compileRecipe(release) });
  return createHash('sha256').update(recipe).digest('hex').slice(0, 12);
}
