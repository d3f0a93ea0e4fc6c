// Folders of runs as a training leaves them, without training: a pipeline, a lock, figures, and what is drawn on a page.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { metrics } from '../ui/scripted-run.ts';

const pipeline = `anoseg 1
param category = "c0"
param kind = "v0"
param width = 4
param seed = 1
data { source = folder(category)
 image = 32 x 32
 holdout = 25% }
augment { synthetic, mask = image -> paste(other_image, rectangle()) }
network generator(seen) { map = seen -> conv(width) -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam(rate: 1e-3)
 batch = 2 normal + 2 synthetic
 steps = 6
 seed = seed }
evaluate { threshold = quantile(map, 99%) on holdout
 report = [pixel_ap] }
`;

export interface MadeRun {
  readonly parameters: Readonly<Record<string, string>>;
  readonly seed: number;
  /** Of metrics.json; a run without is not finished. */
  readonly figures?: Readonly<Record<string, unknown>> | undefined;
  readonly text?: string;
  readonly entry?: string;
  readonly data?: string;
  /** Of lock.json, in place of what a usual run has there. */
  readonly lock?: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

let clock = 0;

/** A new folder with these runs in it, by the names of their folders. */
export function runFolders(runs: Readonly<Record<string, MadeRun>>): string {
  const parent = mkdtempSync(path.join(tmpdir(), 'anoseg-variants-'));
  for (const [name, run] of Object.entries(runs)) writeRun(path.join(parent, name), run);
  return parent;
}

function writeRun(folder: string, { figures, files = {}, ...run }: MadeRun): void {
  const text = run.text ?? pipeline;
  const time = () => new Date(Date.UTC(2026, 0, 1, 0, 0, clock++)).toISOString();
  const event = (name: string, content: object) => JSON.stringify({ time: time(), event: name, ...content });
  const all: Readonly<Record<string, string | Uint8Array>> = {
    'pipeline.anoseg': text,
    'lock.json': JSON.stringify(lockOf(run, text)),
    'events.jsonl': [
      event('start', { run: folder, name: 'parts', steps: 6, from: 0 }),
      event('stage', { stage: 'train' }),
      event('step', { step: 1, loss: { pixel: 0.7 }, step_ms: 1 }),
      event('step', { step: 6, loss: { pixel: 0.2 + 0.01 * run.seed }, step_ms: 1 }),
      figures ? event('done', { run: folder, metrics: {} }) : event('failed', { message: 'the disk is full' }),
      '',
    ].join('\n'),
    ...(figures ? { 'metrics.json': JSON.stringify({ ...metrics, ...figures }) } : {}),
    ...files,
  };
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
}

function lockOf({ parameters, seed, entry = 'parts.anoseg', data = 'sha256:1', lock = {} }: MadeRun, text: string) {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return {
    ...{ format_version: '1.1', name: 'parts', anoseg: '0.1.0' },
    pipeline: { digest: 'sha256:0', entry, sources: [{ name: entry, file: 'pipeline.anoseg', sha256 }] },
    ...{ parameters, seed, steps: 6, threads: 1, device: 'cpu', node: 'v22' },
    data: { digest: data, files: 3, folder: '/data' },
    engine: { tensorflow: '2.19.1', variant: 'cpu' },
    cpu: { model: 'x', architecture: 'x64', features: [] },
    ...lock,
  };
}

/** A run of `kind`, `category` and seed with one figure. */
export function madeRun(kind: string, category: string, seed: number, pixel_ap: number | null): MadeRun {
  return {
    parameters: { kind: `"${kind}"`, category: `"${category}"`, seed: String(seed) },
    seed,
    figures: { pixel_ap },
    data: `sha256:${category}`,
  };
}
