// `anoseg check`: validates pipelines, without TensorFlow; for people, scripts, code scanning and GitHub.

import path from 'node:path';
import { isRunFolder } from '../../../api/folders.ts';
import {
  type Accepted,
  type Checked,
  catalogue,
  clean,
  countSummary,
  type Diagnostic,
  diagnosticsDocument,
  type Model,
  makeDiagnostic,
  needsData,
  noPaint,
  renderDiagnostic,
  renderGithub,
  sarifLog,
  sortOut,
  unusedAccept,
} from '../../../api/language.ts';
import { exitOf } from '../../pipelines/exit-of.ts';
import { findPipelines, watchedPlace } from '../../pipelines/find-pipelines.ts';
import { machineMemory } from '../../pipelines/machine-memory.ts';
import { openPipelines, type PipelineOptions, type PipelineReader } from '../../pipelines/pipelines.ts';
import { type ExitCode, exitCode } from '../../shell/exit-code.ts';
import { UsageError } from '../../shell/failure.ts';
import { dataFolderOf } from '../../shell/options.ts';
import { printJson, type Terminal } from '../../shell/terminal.ts';
import { packageVersion } from '../../shell/version.ts';

export type CheckFormat = 'human' | 'json' | 'sarif' | 'github';

export interface CheckOptions extends PipelineOptions {
  readonly format?: CheckFormat;
  /** Warnings fail too. */
  readonly strict?: boolean;
  /** A code whose rule is told; nothing is checked. */
  readonly explain?: string;
  /** Opens the data set too, and reads every file. */
  readonly withData?: boolean;
  readonly data?: string;
  /** Checks again at each change. */
  readonly watch?: boolean;
}

interface Findings {
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly accepted: readonly Accepted[];
  readonly valid: boolean;
}

export async function checkCommand(
  names: readonly string[],
  options: CheckOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (options.explain !== undefined) {
    (await import('./explain-code.ts')).explainCode(options.explain, terminal);
    return exitCode.done;
  }
  if (names.length === 0)
    throw new UsageError('no pipeline is named', 'name files, folders or patterns, such as `anoseg check pipelines`');
  if (options.watch !== true) return checkFiles(names, options, terminal, openChecker(options));
  const { watching } = await import('../../shell/watching.ts');
  return watching(names.map(watchedPlace), () => checkOnce(names, options, terminal), terminal);
}

async function checkOnce(names: readonly string[], options: CheckOptions, terminal: Terminal) {
  const pipelines = openChecker(options);
  const code = await checkFiles(names, options, terminal, pipelines);
  return { code, places: [...pipelines.consulted] };
}

function openChecker(options: CheckOptions): PipelineReader {
  return openPipelines({ memory: machineMemory(), ...options });
}

async function checkFiles(
  names: readonly string[],
  options: CheckOptions,
  terminal: Terminal,
  pipelines: PipelineReader,
): Promise<ExitCode> {
  const kept = [...new Set(names.filter(isKept))];
  const readers = kept.length > 0 ? await (await import('./kept-pipelines.ts')).keptReaders(kept, options) : undefined;
  const files = [...findPipelines(names.filter((name) => !isKept(name))), ...kept];
  const readerOf = (name: string) => readers?.get(name) ?? pipelines;
  const { diagnostics, accepted } = await findAll(files, options, terminal, readerOf);
  const fails = ({ severity }: Diagnostic) =>
    severity === 'error' || (options.strict === true && severity === 'warning');
  const failing = diagnostics.filter(fails);
  await print({ files, diagnostics, accepted, valid: failing.length === 0 }, options, terminal);
  if (failing.length === 0) return exitCode.done;
  const exit = exitOf(failing);
  if (exit === exitCode.usage) return exit;
  return failing.every(({ code }) => catalogue[code].isOutside === true) ? exitCode.outside : exitCode.wrong;
}

/** Bundles and runs: what bin/anoseg.js starts the whole command line for. */
function isKept(name: string): boolean {
  return /\.zip$/i.test(name) || isRunFolder(name);
}

type Found = Pick<Findings, 'diagnostics' | 'accepted'>;

async function findAll(
  files: readonly string[],
  options: CheckOptions,
  terminal: Terminal,
  readerOf: (name: string) => PipelineReader,
): Promise<Found> {
  const sources = files.map((name) => ({ source: readerOf(name).read(name), pipelines: readerOf(name) }));
  const diagnostics: Diagnostic[] = [];
  const accepted: Accepted[] = [];
  for (const { source, pipelines } of sources) {
    const checked = pipelines.check(source);
    if (checked.experiment)
      diagnostics.push(
        ...(await (await import('./experiment-findings.ts')).experimentFindings(source.name, options, terminal)),
      );
    const inData = options.withData ? await findInData(checked, options, terminal) : noFindings;
    diagnostics.push(...checked.diagnostics, ...inData.diagnostics);
    accepted.push(...checked.accepted, ...inData.accepted);
  }
  return {
    diagnostics: once(diagnostics, (diagnostic) => diagnostic),
    accepted: once(accepted, ({ diagnostic }) => diagnostic),
  };
}

const noFindings: Found = { diagnostics: [], accepted: [] };

// A library that several pipelines import is told once.
function once<T>(found: readonly T[], diagnosticOf: (one: T) => Diagnostic): readonly T[] {
  const firsts = new Map<string, T>();
  for (const one of found) {
    const { code, summary, span } = diagnosticOf(one);
    const key = [code, span.source.path ?? span.source.name, span.start, span.end, summary].join('\n');
    if (!firsts.has(key)) firsts.set(key, one);
  }
  return [...firsts.values()];
}

async function findInData(checked: Checked, options: CheckOptions, terminal: Terminal): Promise<Found> {
  if (checked.model === undefined) return noFindings;
  const found = await checkData(checked.model, options, terminal);
  const { told, accepted, idle } = sortOut(found, checked.acceptances);
  const isWhole = found.every(({ severity }) => severity !== 'error') && (options.set ?? []).length === 0;
  const unused = isWhole ? idle.filter(({ code }) => needsData(code)) : [];
  return { diagnostics: [...told, ...unused.map((one) => makeDiagnostic(...unusedAccept(one)))], accepted };
}

// Loaded only here: reading images needs sharp.
async function checkData(model: Model, options: CheckOptions, terminal: Terminal): Promise<readonly Diagnostic[]> {
  const { examineData } = await import('../../../api/data-check.ts');
  const { dataDiagnostics } = await import('./data-findings.ts');
  return dataDiagnostics(model, await examineData(model, dataFolderOf(options, terminal)));
}

async function print(findings: Findings, options: CheckOptions, terminal: Terminal): Promise<void> {
  const { diagnostics, accepted, valid } = findings;
  switch (terminal.json ? 'json' : (options.format ?? 'human')) {
    case 'json':
      return printJson(terminal, diagnosticsDocument(diagnostics, valid, accepted));
    case 'sarif':
      return printJson(terminal, sarifLog(diagnostics, packageVersion, accepted));
    case 'github': {
      const nameOf = belowWorkspace(terminal.env.GITHUB_WORKSPACE);
      // Commands for GitHub, in which only what we mean is one.
      for (const diagnostic of diagnostics) terminal.screen.stdout.write(`${renderGithub(diagnostic, nameOf)}\n`);
      if (!terminal.quiet || !valid) terminal.stdout.write(`${summaryOf(findings)}\n`);
      return;
    }
    case 'human':
      return printHuman(findings, terminal);
  }
}

function printHuman(findings: Findings, terminal: Terminal): void {
  const { stdout, quiet } = terminal;
  // Colours are for a terminal that shows what is printed here, not only errors.
  const paint = stdout.isTTY ? terminal.paint : noPaint;
  const shown = findings.diagnostics.filter(({ severity }) => severity === 'error' || !quiet);
  for (const diagnostic of shown) stdout.write(`${renderDiagnostic(diagnostic, paint)}\n\n`);
  if (!quiet || !findings.valid) stdout.write(`${summaryOf(findings)}\n`);
}

/** `bottle.anoseg: valid`, `2 errors, 1 warning in 2 of 14 files`. */
function summaryOf({ files, diagnostics, accepted }: Findings): string {
  const counted = countSummary(diagnostics);
  const [only] = files;
  if (counted === undefined) {
    const meant =
      accepted.length === 0 ? '' : `, with ${countSummary(accepted.map((one) => one.diagnostic)) ?? 'a note'} accepted`;
    return `${files.length === 1 ? clean(only ?? '') : `${files.length} files`}: valid${meant}`;
  }
  const touched = new Set(diagnostics.flatMap(({ span }) => span.source.path ?? [])).size;
  return files.length === 1 || touched === 0 ? counted : `${counted} in ${touched} of ${files.length} files`;
}

// GitHub wants paths below the checkout; the command may run in a folder of it.
function belowWorkspace(workspace: string | undefined): (name: string) => string {
  if (workspace === undefined) return (name) => name;
  return (name) => {
    const relative = path.relative(workspace, path.resolve(name));
    return relative.startsWith('..') ? name : relative.split(path.sep).join('/');
  };
}
