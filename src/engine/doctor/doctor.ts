// Examines all that the engine depends on: what is there, what is missing, what to do. Changes nothing.
// The self-test runs in a process of its own, so a library that crashes is a row like any other.

import { defaultVariant, type Engine, engineOf, faultOf, isInstalled, releasesFor } from '../engine.ts';
import { OLDEST_DRIVER } from '../gpu.ts';
import { findDamagedFiles, readRecord } from '../install/record.ts';
import type { Release } from '../install/releases.ts';
import { type Surroundings, surroundingsHere } from '../install/surroundings.ts';
import { type Machine, machineName } from '../machine.ts';
import { chooseOneDnn, ONEDNN_LIMIT, ONEDNN_VARIABLE, oneDnnLimit, oneDnnOf } from '../machine-choices.ts';
import type { DoctorRow } from './doctor-row.ts';
import { imagesRow, strayRows, temporaryRow } from './doctor-surroundings.ts';
import { toolRows } from './doctor-tools.ts';

/** JSON-safe. */
export interface DoctorReport {
  /** Whether a pipeline can run: no row is `missing`. */
  readonly healthy: boolean;
  readonly rows: readonly DoctorRow[];
}

/** Examines this machine and the engines in a cache folder; takes a few seconds. */
export async function examine(cache: string, around: Surroundings = surroundingsHere()): Promise<DoctorReport> {
  const { machine } = around;
  const releases = fittingReleases(around);
  const engines = releases.map((release) => ({ release, engine: engineOf(cache, release) }));
  const installed = engines.map(({ engine }) => engine).filter(isInstalled);
  const tools = await toolRows(cache, around, releases);
  const rows = [
    nodeRow(),
    machineRow(around),
    processorRow(machine),
    // Only an installation needs the tools: where an engine is, their lack is no obstacle.
    ...(installed.length > 0 ? tools.map(soften) : tools),
    driverRow(machine),
    ...settingRows(machine),
    temporaryRow(),
    await imagesRow(machine),
    ...strayRows(
      cache,
      engines.map(({ engine }) => engine),
    ),
  ];
  for (const { release, engine } of engines) rows.push(await engineRow(release, engine, installed, machine));
  for (const engine of installed) rows.push(await proofRow(engine, around));
  return reportOf(rows);
}

/** The report with one more row, of those who know what the engine does not. */
export function withRow({ rows }: DoctorReport, row: DoctorRow): DoctorReport {
  return reportOf([...rows, row]);
}

function reportOf(rows: readonly DoctorRow[]): DoctorReport {
  return { healthy: rows.every(({ state }) => state !== 'missing'), rows };
}

const MARKS = { ok: 'ok     ', warning: 'warning', missing: 'MISSING' };

/** The report as plain lines, hints indented below their rows. */
export function renderDoctor(report: DoctorReport): string {
  const width = Math.max(...report.rows.map(({ name }) => name.length));
  const lines = report.rows.flatMap(({ name, state, detail, hint }) => {
    const line = `${MARKS[state]}  ${name.padEnd(width)}  ${detail}`;
    return hint === undefined ? [line] : [line, `${' '.repeat(width + 11)}${hint}`];
  });
  return `${lines.join('\n')}\n`;
}

function fittingReleases({ machine, releases }: Surroundings): readonly Release[] {
  try {
    return releasesFor(machine, releases);
  } catch {
    return []; // The machine's row says why.
  }
}

function soften(row: DoctorRow): DoctorRow {
  return row.state === 'missing' ? { ...row, state: 'warning' } : row;
}

function nodeRow(): DoctorRow {
  return { name: 'node', state: 'ok', detail: process.version };
}

function machineRow(around: Surroundings): DoctorRow {
  const { machine, releases } = around;
  const name = 'machine';
  const detail = `${machineName(machine)}, ${machine.libc()}`;
  if (fittingReleases(around).length > 0) return { name, state: 'ok', detail };
  const known = [...new Set(releases.map(machineName))].join(', ');
  const hint = `TensorFlow is built for ${known}, on Linux with glibc.`;
  return { name, state: 'missing', detail: `${detail}: no build of TensorFlow`, hint };
}

function processorRow(machine: Machine): DoctorRow {
  const name = 'processor';
  const oneDnn = chooseOneDnn(machine.env, machine.arch);
  const used = oneDnn === 'as-built' ? 'oneDNN as TensorFlow decides' : `oneDNN ${oneDnn}`;
  const instructions = machine.instructions();
  const newest = oneDnnLimit(machine.env) ?? instructions.at(-1);
  const withThem = oneDnn === 'off' || newest === undefined ? '' : `, with ${newest}`;
  const detail = `${[machine.arch, ...instructions].join(', ')}; ${used}${withThem}`;
  if (machine.hasAvx()) return { name, state: 'ok', detail };
  const hint = 'TensorFlow needs a processor from 2011 or later; some virtual machines hide AVX.';
  return { name, state: 'missing', detail: `${machine.arch} without AVX`, hint };
}

function driverRow(machine: Machine): DoctorRow {
  const name = 'gpu driver';
  const version = machine.nvidiaDriver();
  if (version === undefined) return { name, state: 'ok', detail: 'none from NVIDIA' };
  const detail = `NVIDIA ${version}`;
  if (Number.parseInt(version, 10) < OLDEST_DRIVER) {
    return { name, state: 'warning', detail, hint: `CUDA 12 needs ${OLDEST_DRIVER} or newer.` };
  }
  return { name, state: 'ok', detail };
}

function settingRows({ env }: Machine): readonly DoctorRow[] {
  const name = 'settings';
  return [...oneDnnRows(env, name), ...limitRows(env, name)];
}

function limitRows(env: NodeJS.ProcessEnv, name: string): readonly DoctorRow[] {
  const limit = oneDnnLimit(env);
  if (limit === undefined) return [];
  const detail = `${ONEDNN_LIMIT} keeps oneDNN from instructions newer than ${limit}: slower, and other last digits`;
  return [{ name, state: 'warning', detail, hint: `Unset ${ONEDNN_LIMIT}.` }];
}

function oneDnnRows(env: NodeJS.ProcessEnv, name: string): readonly DoctorRow[] {
  const value = env[ONEDNN_VARIABLE];
  const hint = `Unset ${ONEDNN_VARIABLE}.`;
  if (oneDnnOf(env) === 'off') {
    const detail = 'oneDNN is switched off, so a training step takes half as long again or longer';
    return [{ name, state: 'warning', detail, hint }];
  }
  if (value === undefined || value === '' || oneDnnOf(env) !== undefined) return [];
  const detail = `${ONEDNN_VARIABLE} is ${value}, which is neither 0 nor 1`;
  return [{ name, state: 'warning', detail, hint }];
}

async function engineRow(
  release: Release,
  engine: Engine,
  installed: readonly Engine[],
  machine: Machine,
): Promise<DoctorRow> {
  const name = `engine ${engine.variant}`;
  if (installed.includes(engine)) return { name, ...(await installedState(release, engine)) };
  const detail = faultOf(engine) ?? 'not installed';
  const hint = `anoseg engine install --variant ${engine.variant}`;
  const isDamaged = detail !== 'not installed';
  if (engine.variant !== defaultVariant(machine) && !isDamaged) return { name, state: 'ok', detail };
  const state = installed.length > 0 ? 'warning' : 'missing';
  return { name, state, detail: isDamaged ? `${detail}, in ${engine.folder}` : detail, hint };
}

async function installedState(release: Release, engine: Engine): Promise<Omit<DoctorRow, 'name'>> {
  const detail = `TensorFlow ${engine.version} in ${engine.folder}`;
  const again = `anoseg engine install --variant ${engine.variant}`;
  const record = readRecord(engine.folder);
  if (record?.files === undefined)
    return { state: 'warning', detail: `${detail}, without digests to verify it by`, hint: again };
  const [first, ...others] = await findDamagedFiles(engine.folder, record);
  if (first !== undefined) {
    const files = [first, ...others].join(', ');
    return { state: 'missing', detail: `${detail}, damaged: not as installed: ${files}`, hint: again };
  }
  if (release.tested) return { state: 'ok', detail: `${detail}, every byte as installed` };
  const hint = 'The project has not been able to try this build; please tell how it works.';
  return { state: 'warning', detail, hint };
}

async function proofRow(engine: Engine, { machine, prove }: Surroundings): Promise<DoctorRow> {
  const name = `self-test ${engine.variant}`;
  const proof = await prove(engine.bindingPath, machine);
  if ('error' in proof || !proof.ok) {
    const detail = 'error' in proof ? proof.error : proof.failures.join('; ');
    const hint = `Delete ${engine.folder} and run: anoseg engine install`;
    return { name, state: 'missing', detail, hint };
  }
  const detail = `right results on the ${proof.device.toUpperCase()}, ${proof.milliseconds.toFixed(0)} ms`;
  const idle = engine.variant === 'cuda' && proof.device === 'cpu';
  if (!idle || machine.nvidiaDriver() === undefined) return { name, state: 'ok', detail };
  const hint = 'TF_CPP_MIN_LOG_LEVEL=0 anoseg doctor shows why TensorFlow does not use the GPU.';
  return { name, state: 'warning', detail, hint };
}
