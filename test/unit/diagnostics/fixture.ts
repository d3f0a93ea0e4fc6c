// Bad pipelines, each a file (or a folder with a main.anoseg or main.yaml) that says at its top what is wrong with
// it: `//! code line:column`, in YAML `#! code line:column`, with the file in between where it is another
// one. `//! --set a=b` and `//! memory BYTES` are how it is checked.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Checked, check } from '../../../src/compiler/check.ts';
import type { WrittenStart } from '../../../src/compiler/plan/rules/starts.ts';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { describeStart } from '../../../src/weights/starts.ts';
import { repositoryReader } from '../../pipelines.ts';

export const fixtureFolder = path.resolve('test/fixtures/diagnostics');

export interface Fixture {
  readonly name: string;
  readonly file: string;
  /** `code line:column` */
  readonly expected: readonly string[];
  readonly settings: ReadonlyMap<string, string>;
  readonly memory: number | undefined;
}

export function listFixtures(): readonly Fixture[] {
  const names = readdirSync(fixtureFolder).filter((name) => !name.endsWith('.txt'));
  return names.map((name) => {
    const whole = path.join(fixtureFolder, name);
    const mains = ['main.anoseg', 'main.yaml'].map((main) => path.join(whole, main));
    return readFixture(path.parse(name).name, mains.find((main) => existsSync(main)) ?? whole);
  });
}

const syntax = createSyntax();

export function checkFixture({ file, settings, memory }: Fixture): Checked {
  const source = new SourceFile(path.basename(file), readFileSync(file, 'utf8'), file);
  const starts = (start: WrittenStart) => describeStart(start, { cache: 'nowhere', folder: '.' });
  const options = { syntax, reader: repositoryReader, overrides: settings, name: 'fixture', starts };
  return check(source, memory === undefined ? options : { ...options, memory });
}

/** As a fixture says it. */
export function placeOf({ code, span }: Diagnostic, fixture: Fixture): string {
  const { line, column } = span.source.position(span.start);
  const other = span.source.name === path.basename(fixture.file) ? '' : `${span.source.name} `;
  return `${code} ${other}${line}:${column}`;
}

function readFixture(name: string, file: string): Fixture {
  const lines = [...readFileSync(file, 'utf8').matchAll(/^(?:\/\/|#)! (.*)$/gm)].map((match) => match[1] ?? '');
  const settings = lines.flatMap((line) => {
    const setting = /^--set (\w+)=(.*)$/.exec(line);
    return setting ? [[setting[1] ?? '', setting[2] ?? ''] as const] : [];
  });
  const memory = lines.map((line) => /^memory (\d+)$/.exec(line)?.[1]).find((bytes) => bytes !== undefined);
  return {
    name,
    file,
    expected: lines.filter((line) => !/^(--set|memory) /.test(line)),
    settings: new Map(settings),
    memory: memory === undefined ? undefined : Number(memory),
  };
}
