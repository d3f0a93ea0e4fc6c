// `anoseg fmt`: brings pipelines into their canonical form, or says which are not in it.
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { isRunFolder } from '../../api/folders.ts';
import type { Syntax } from '../../api/language.ts';
import {
  clean,
  createSyntax,
  type Diagnostic,
  diagnosticsDocument,
  format,
  renderDiagnostic,
  type SourceFile,
  upgrade,
} from '../../api/language.ts';
import { writeWhole } from '../../api/runs.ts';
import { findPipelines } from '../pipelines/find-pipelines.ts';
import { openPipelines, type PipelineReader } from '../pipelines/pipelines.ts';
import { refuseBundle } from '../shell/bundles.ts';
import { type ExitCode, exitCode } from '../shell/exit-code.ts';
import { UsageError } from '../shell/failure.ts';
import { printDocument, printJson, type Terminal } from '../shell/terminal.ts';

export interface FmtOptions {
  /** Nothing is written. */
  readonly check?: boolean;
  /** Old spellings and versions become current ones. */
  readonly upgrade?: boolean;
}

interface Outcome {
  readonly source: SourceFile;
  /** Undefined where the file cannot be read as a pipeline: the diagnostics say why. */
  readonly text: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export async function fmtCommand(names: readonly string[], options: FmtOptions, terminal: Terminal): Promise<ExitCode> {
  if (names.length === 0)
    throw new UsageError(
      'no pipeline is named',
      'name files, folders or patterns, such as `anoseg fmt pipelines`, or `-` for standard input',
    );
  for (const name of names)
    refuseBundle(name, ', and stays as it was written', 'unpack it, and name the pipeline that is in it');
  const syntax = createSyntax();
  const pipelines = openPipelines({}, undefined, syntax);
  const found = findPipelines(names);
  if (options.check !== true) for (const name of found) refuseRun(name);
  const outcomes = found.map((name) => outcomeOf(pipelines.read(name), options, pipelines, syntax));
  if (options.check !== true) for (const outcome of outcomes) if (isChanged(outcome)) write(outcome);
  if (terminal.json) printJson(terminal, documentOf(outcomes, options));
  else for (const outcome of outcomes) tell(outcome, options, terminal);
  const isWrong = outcomes.some(
    (outcome) => outcome.text === undefined || (options.check === true && isChanged(outcome)),
  );
  return isWrong ? exitCode.wrong : exitCode.done;
}

// What a run keeps is evidence of what it did: edited, it is no longer what was run.
function refuseRun(name: string): void {
  if (name === '-') return;
  const file = realOf(name);
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder))
    if (isRunFolder(folder))
      throw new UsageError(
        `${name} belongs to a run, and stays as it was run`,
        `\`anoseg fmt --check ${name}\` only looks; for a pipeline to work on, copy it: \`cp ${name} mine${path.extname(name)}\``,
      );
}

function realOf(name: string): string {
  try {
    return realpathSync(name);
  } catch {
    return path.resolve(name); // Not there: reading it says so.
  }
}

function outcomeOf(source: SourceFile, options: FmtOptions, pipelines: PipelineReader, syntax: Syntax): Outcome {
  const current = options.upgrade === true ? upgrade(source, pipelines.check(source).diagnostics) : source;
  return { source, ...format(current, { syntax }) };
}

function isChanged({ source, text }: Outcome): boolean {
  return text !== undefined && text !== source.text;
}

// Through links, so that they stay links; standard input has no path.
function write({ source, text }: Outcome): void {
  if (source.path !== undefined && text !== undefined) writeWhole(realpathSync(source.path), text);
}

function tell(outcome: Outcome, { check = false }: FmtOptions, terminal: Terminal): void {
  const { stdout, stderr, paint, quiet } = terminal;
  const { source, text, diagnostics } = outcome;
  for (const diagnostic of text === undefined ? diagnostics : [])
    stderr.write(`${renderDiagnostic(diagnostic, paint)}\n\n`);
  if (text === undefined) return;
  if (source.path === undefined && !check) printDocument(terminal, text);
  else if (!isChanged(outcome)) return;
  else if (check)
    stdout.write(
      `${clean(source.name)}:${firstDifference(source.text, text)}: not in canonical form${onlyInvisible(source.text, text)}\n`,
    );
  else if (!quiet) stdout.write(`${clean(source.name)}: formatted\n`);
}

/** Where nothing differs that anybody could see, what does. */
function onlyInvisible(before: string, after: string): string {
  const marked = before.startsWith('\uFEFF') ? ['a byte-order mark at its beginning'] : [];
  const ends = /\r/.test(before) ? ['line ends of Windows (CRLF)'] : [];
  const seen = before.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  return seen === after ? `: all that differs is ${[...marked, ...ends].join(' and ')}` : '';
}

/** The first line that differs, from 1. */
function firstDifference(before: string, after: string): number {
  const lines = after.split('\n');
  return before.split('\n').findIndex((line, i) => line !== lines[i]) + 1 || lines.length;
}

// The text itself only where it goes nowhere else.
function documentOf(outcomes: readonly Outcome[], { check = false }: FmtOptions) {
  const refused = outcomes.filter(({ text }) => text === undefined);
  return {
    ...diagnosticsDocument(
      refused.flatMap(({ diagnostics }) => diagnostics),
      refused.length === 0,
    ),
    files: outcomes.map((outcome) => ({
      file: outcome.source.name,
      changed: isChanged(outcome),
      ...(outcome.source.path === undefined && !check && outcome.text !== undefined ? { text: outcome.text } : {}),
    })),
  };
}
