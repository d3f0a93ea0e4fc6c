// Packages and pipelines as files of a temporary folder, and what is found in them there.
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Checked, check } from '../../../src/compiler/check.ts';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { fileReader } from '../../../src/runtime/pipeline-files/file-reader.ts';

const syntax = createSyntax();
export const reader = fileReader({ standardLibrary: path.resolve('pipelines') });

export type Files = Readonly<Record<string, string>>;

/** A folder with these files, by path; of a value that begins with `->` a link to what is behind it. */
export function laidOut(files: Files): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'anoseg-packages-')));
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (text.startsWith('->')) symlinkSync(text.slice(2), file);
    else writeFileSync(file, text);
  }
  return folder;
}

export function manifest(name: string, version = '1.2.0', more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ name, version, ...more });
}

/** A file with one block of so many channels. */
export function block(name: string, channels = 4, uses = ''): string {
  return `anoseg 1\n${uses}\nblock ${name}(x) {\n  return x -> conv(${channels}) -> relu\n}\n`;
}

/** A whole pipeline, whose network has the steps. */
export function pipeline(uses: string, steps: string): string {
  return `anoseg 1
${uses}

data {
  source = sample("gear")
  image = 16 x 16
  holdout = 25%
}

augment { synthetic, mask = image -> paste(other_image, rectangle()) -> relabel() }
network generator(seen) { map = seen -> ${steps} -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }

train {
  optimizer = adam(rate: 1e-3)
  batch = 2 normal + 2 synthetic
  steps = 2
}

evaluate {
  threshold = quantile(map, 99%) on holdout
  report = [image_auroc]
}
`;
}

export function checkFile(file: string): Checked {
  const source = new SourceFile(path.basename(file), readFileSync(file, 'utf8'), file);
  return check(source, { syntax, reader, overrides: new Map(), name: 'packages' });
}

/** Checks a pipeline with this `use`, beside the files. */
export function checkUse(use: string, files: Files, name = 'p.anoseg'): Checked {
  return checkFile(path.join(laidOut({ ...files, [name]: pipeline(`use "${use}" { a }`, 'a') }), name));
}

/** `code: summary (hint)` of each finding. */
export function told({ diagnostics }: Checked): readonly string[] {
  return diagnostics.map(({ code, summary, hint }) => `${code}: ${summary}${hint === undefined ? '' : ` (${hint})`}`);
}

/** The text that a finding stands at. */
export function placesOf({ diagnostics }: Checked): readonly string[] {
  return diagnostics.map(({ span }) => span.source.text.slice(span.start, span.end));
}
