// `anoseg evaluate`: evaluates a run again, also on other data.
import { existsSync } from 'node:fs';
import type { Size } from '../../api/data.ts';
import {
  categoriesOf,
  diagnosticsDocument,
  knownCategories,
  type Model,
  renderDiagnostic,
} from '../../api/language.ts';
import { modelWithSource, openTrainedRun, type RunMetrics, reportKeys, type TrainedRun } from '../../api/runs.ts';
import { requireModel } from '../../api/share.ts';
import { shellWord } from '../../ui/text/format.ts';
import { type Opened, withUnpacked } from '../shell/bundles.ts';
import { type ExitCode, exitCode } from '../shell/exit-code.ts';
import { UsageError } from '../shell/failure.ts';
import { printResults } from '../shell/results-text.ts';
import { showWork } from '../shell/shown-work.ts';
import { printJson, type Terminal } from '../shell/terminal.ts';

export interface EvaluateOptions {
  readonly data?: string;
  readonly source?: string;
  readonly out?: string;
  readonly resolution?: Size;
  readonly threshold?: number;
  readonly imageThreshold?: number;
  readonly threads?: number;
  readonly device?: 'cpu' | 'gpu';
}

export async function evaluateCommand(run: string, options: EvaluateOptions, terminal: Terminal): Promise<ExitCode> {
  return withUnpacked(run, (opened) => {
    if (opened.isBundle && options.out === undefined)
      throw new UsageError(`${run} is a bundle, and keeps no results`, 'say where they go: add `--out DIR`');
    requireModel(run, opened.folder);
    return evaluateRun(opened, run, options, terminal);
  });
}

async function evaluateRun(
  { folder, isBundle, told }: Opened,
  run: string,
  options: EvaluateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const stored = openTrainedRun(folder);
  if (options.source !== undefined && !isSource(stored, options.source, terminal)) return exitCode.wrong;
  let found: { readonly folder: string; readonly metrics: RunMetrics } | undefined;
  // Where the run had its data, if that still is there and is asked for.
  const isThere = options.source === undefined && existsSync(stored.lock.data.folder);
  const request = {
    run: folder,
    ...(isBundle && { bundle: run }),
    dataFolder: options.data ?? (isThere ? undefined : terminal.env.ANOSEG_DATA),
    source: options.source,
    out: options.out,
    resolution: options.resolution,
    threshold: options.threshold,
    imageThreshold: options.imageThreshold,
    threads: options.threads,
    device: options.device,
  };
  return showWork(
    {
      service: 'evaluate',
      request,
      needsEngine: true,
      wish: { device: options.device, lockedDevice: stored.lock.device },
      take: (event, progress) => {
        if (event.event === 'progress') progress.show(event.stage, event.done, event.total);
        if (event.event === 'warning') progress.warn(event.message);
        if (event.event === 'done') found = { folder: event.run, metrics: event.metrics };
      },
      told,
      stopping: 'stopping',
      tell: () => {
        if (found) tell(found.metrics, found.folder, stored, terminal);
      },
    },
    terminal,
  );
}

function isSource(stored: TrainedRun, source: string, terminal: Terminal): boolean {
  const { model, diagnostics } = modelWithSource(stored.bundle, stored.lock, source);
  if (model) {
    requireKnown(stored, model);
    return true;
  }
  if (terminal.json) printJson(terminal, diagnosticsDocument(diagnostics, false));
  else
    for (const diagnostic of diagnostics) terminal.stderr.write(`${renderDiagnostic(diagnostic, terminal.paint)}\n\n`);
  return false;
}

// Networks that ask for a category must have been trained on it.
function requireKnown({ model, lock }: TrainedRun, { data }: Model): void {
  const known = knownCategories(model);
  if (known === undefined || known.length === 1) return;
  const unknown = categoriesOf(data).filter((category) => !known.includes(category));
  if (unknown.length === 0) return;
  throw new UsageError(
    `${lock.name} knows no category ${unknown.map((category) => `\`${category}\``).join(', ')}`,
    `say which it is, of ${known.join(', ')}: \`--source 'folder("…", name: ${JSON.stringify(known[0])})'\``,
  );
}

function tell(metrics: RunMetrics, folder: string, { model }: TrainedRun, terminal: Terminal): void {
  if (terminal.json) {
    printJson(terminal, { ...metrics, folder });
    return;
  }
  printResults(metrics, reportKeys(model), terminal);
  terminal.stdout.write(`report ${shellWord(`${folder}/report.html`)}\n`);
}
