// What to do where a file, a package, or a file of one, cannot be found.
import path from 'node:path';
import type { Extras } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { packagePrefix } from '../../diagnostics/shipped-name.ts';
import { textAt } from '../../diagnostics/source-file.ts';
import type { TextLiteral } from '../syntax/ast.ts';
import { filesOf, type InstalledPackage, installedNames } from './installed-packages.ts';
import type { PackagePath } from './package-path.ts';
import type { SourceReader } from './source-reader.ts';

/** More files than these are counted, not named. */
const mostNamed = 12;

/** What is there in place of a file that is not. */
export function fileHints(
  reader: SourceReader,
  installed: InstalledPackage,
  written: TextLiteral,
  { name, file }: PackagePath,
): Extras {
  const names = filesOf(reader, installed).map(withoutEnding);
  const shown = names.slice(0, mostNamed).map((one) => `\`${one}\``);
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  const note = installed.hasExports ? '; `exports` of a package.json name code, and mean nothing here' : '';
  const all = `${name} ${installed.version} has ${shown.join(', ') || 'no pipeline file'}${more}${note}`;
  const meant = file === '' ? only(names) : nearest(withoutEnding(file), names);
  if (meant === undefined) return { hint: all };
  return replaced(written, `${packagePrefix}${name}/${meant}`, { otherwise: all, also: all });
}

/** What lies in the folder where a file, or a pipeline, is not. */
export function neighbourHints(reader: SourceReader, written: TextLiteral, wanted: string): Extras {
  const names = (reader.entries?.(path.dirname(wanted)) ?? []).filter((name) => /\.(?:anoseg|ya?ml)$/i.test(name));
  if (names.length === 0) return {};
  const shown = names.slice(0, mostNamed / 2).map((name) => `\`${name}\``);
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  const all = `its folder has ${shown.join(', ')}${more}`;
  const plain = (name: string) => name.replace(/\.(?:anoseg|ya?ml)$/i, '');
  const meant = nearest(plain(path.basename(wanted)), names.map(plain));
  const file = names.find((name) => plain(name) === meant);
  if (file === undefined) return { hint: all };
  const folder = written.value.slice(0, written.value.lastIndexOf('/') + 1);
  return replaced(written, folder + file, { otherwise: all });
}

/** How to come by a package. `by`: the package whose file wants it, where that is one. */
export function missingHints(
  reader: SourceReader,
  folder: string,
  written: TextLiteral,
  { name, file }: PackagePath,
  by: InstalledPackage | undefined,
): Extras {
  const whose = by ? `; ${by.name} needs it, and should name it among its \`dependencies\`` : '';
  const install = `\`npm install ${name}\` in the folder of the pipeline, or one above, installs it${whose}`;
  const meant = nearest(name, installedNames(reader, folder));
  if (meant === undefined) return { hint: install };
  return replaced(written, `${packagePrefix}${meant}/${file}`, { otherwise: install, also: install });
}

/** Another path in its place; `also`: what the hint says besides, `otherwise`: what it says where that is no help. */
export function replaced(
  { value, span }: TextLiteral,
  meant: string,
  { otherwise, also }: { readonly otherwise?: string | undefined; readonly also?: string },
): Extras {
  const text = textAt(span);
  const hint = `did you mean \`${meant}\`?${also === undefined ? '' : ` ${also}`}`;
  // With an escape in it, nobody knows where.
  if (!text.includes(value)) return { hint: otherwise ?? hint };
  return { hint, fix: { span, text: text.replace(value, () => meant), otherwise } };
}

function only(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}

function withoutEnding(file: string): string {
  return file.replace(/\.anoseg$/, '');
}
