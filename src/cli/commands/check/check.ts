// `anoseg check`: validates pipelines, without TensorFlow; for people, scripts, code scanning and GitHub.

import path from 'node:path';
import {
  catalogue,
  clean,
  countSummary,
  type Diagnostic,
  diagnosticsDocument,
  type Model,
  noPaint,
  renderDiagnostic,
  renderGithub,
  sarifLog,
} from '../../../api/language.ts';
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
  const files = findPipelines(names);
  const diagnostics = await findAll(files, options, terminal, pipelines);
  const fails = ({ severity }: Diagnostic) =>
    severity === 'error' || (options.strict === true && severity === 'warning');
  const failing = diagnostics.filter(fails);
  await print({ files, diagnostics, valid: failing.length === 0 }, options, terminal);
  if (failing.length === 0) return exitCode.done;
  return failing.every(({ code }) => catalogue[code].isOutside === true) ? exitCode.outside : exitCode.wrong;
}

// A library that several pipelines import is told once.
async function findAll(
  files: readonly string[],
  options: CheckOptions,
  terminal: Terminal,
  pipelines: PipelineReader,
): Promise<readonly Diagnostic[]> {
  const sources = files.map((name) => pipelines.read(name));
  const found = new Map<string, Diagnostic>();
  const add = (diagnostic: Diagnostic) => {
    const { code, summary, span } = diagnostic;
    const key = [code, span.source.path ?? span.source.name, span.start, span.end, summary].join('\n');
    if (!found.has(key)) found.set(key, diagnostic);
  };
  for (const source of sources) {
    const { model, diagnostics } = pipelines.check(source);
    diagnostics.forEach(add);
    if (model && options.withData) for (const diagnostic of await checkData(model, options, terminal)) add(diagnostic);
  }
  return [...found.values()];
}

// Loaded only here: reading images needs sharp.
async function checkData(model: Model, options: CheckOptions, terminal: Terminal): Promise<readonly Diagnostic[]> {
  const { examineData } = await import('../../../api/data-check.ts');
  const { dataDiagnostics } = await import('./data-findings.ts');
  return dataDiagnostics(model, await examineData(model, dataFolderOf(options, terminal)));
}

async function print(findings: Findings, options: CheckOptions, terminal: Terminal): Promise<void> {
  const { diagnostics, valid } = findings;
  switch (terminal.json ? 'json' : (options.format ?? 'human')) {
    case 'json':
      return printJson(terminal, diagnosticsDocument(diagnostics, valid));
    case 'sarif':
      return printJson(terminal, sarifLog(diagnostics, packageVersion));
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
function summaryOf({ files, diagnostics }: Findings): string {
  const counted = countSummary(diagnostics);
  const [only] = files;
  if (counted === undefined) return `${files.length === 1 ? clean(only ?? '') : `${files.length} files`}: valid`;
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
