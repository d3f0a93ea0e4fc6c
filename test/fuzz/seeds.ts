// The texts that mutations start from: all shipped pipelines and all bad fixtures, in both syntaxes.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SourceFile } from '../../src/diagnostics/source-file.ts';
import { convert } from '../../src/dsl/rewrite/convert.ts';
import type { Syntax } from '../../src/dsl/syntax/parsed.ts';

export interface Seed {
  readonly name: string;
  readonly text: string;
}

/** `folders`: where they lie, all of them where absent. */
export function readSeeds(
  syntax: Syntax,
  folders: readonly string[] = ['pipelines', 'test/fixtures/diagnostics'],
): readonly [Seed, ...Seed[]] {
  const found = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(anoseg|ya?ml)$/.test(file))
      .toSorted()
      .map((file) => ({ name: file, text: readFileSync(path.join(folder, file), 'utf8') })),
  );
  const twins = found.flatMap(({ name, text }) => {
    if (!name.endsWith('.anoseg')) return [];
    const converted = convert(new SourceFile(name, text), 'yaml', syntax);
    return converted.text === undefined ? [] : [{ name: `${name}.yaml`, text: converted.text }];
  });
  const [first, ...others] = [...found, ...twins];
  if (first === undefined) throw new Error('there is nothing to mutate');
  return [first, ...others];
}
