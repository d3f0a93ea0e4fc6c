// From the text of a `use` to a file: beside the one that imports, in the shipped library, or in an installed package.
import path from 'node:path';
import type { Extras, Reporter } from '../../diagnostics/diagnostic.ts';
import { homeSignInImport } from '../../diagnostics/home-sign.ts';
import { isOfPackage, isShipped, packagePrefix } from '../../diagnostics/shipped-name.ts';
import type { SourceFile } from '../../diagnostics/source-file.ts';
import type { TextLiteral } from '../syntax/ast.ts';
import { folderOf, type Home, isInside, type PackageHome, packageFileName } from './home.ts';
import { importedFile, withEnding } from './import-name.ts';
import { findPackage, type InstalledPackage } from './installed-packages.ts';
import { fileHints, missingHints, neighbourHints, replaced } from './package-hints.ts';
import { isPackagePath, type PackagePath, readPackagePath } from './package-path.ts';
import type { SourceReader } from './source-reader.ts';

/** The file with the `use`, and what the package names in it stand for. */
export interface Importer {
  readonly source: SourceFile;
  readonly home: Home;
  readonly packages: Map<string, PackageHome>;
}

export interface Place {
  /** Without links. */
  readonly path: string;
  /** For messages. */
  readonly shown: string;
  readonly home: Home;
}

export class Locator {
  /** By their folders. */
  readonly #packages = new Map<string, PackageHome>();

  constructor(
    readonly reader: SourceReader,
    readonly reporter: Reporter,
  ) {}

  /** Undefined where an error was reported. */
  locate(written: TextLiteral, from: Importer): Place | undefined {
    if (isOfPackage(written.value)) return this.#inPackage(written, from);
    const standard = isShipped(written.value);
    const home = standard ? { root: this.reader.standardLibrary, isStandard: true } : from.home;
    const base = standard ? home.root : folderOf(from.source, this.reader);
    const name = importedFile(written.value);
    const wanted = path.resolve(base, name);
    const hint = notRelative(name) ? outsideHint(name, home, base) : leadsOut(wanted, home, base);
    if (hint !== undefined) return this.#outside(written, hint);
    const real = this.#real(wanted, home, written, () => this.#beside(written, from, wanted));
    if (real === undefined) return undefined;
    if (home.package) return { path: real, shown: packageFileName(home.package, real), home };
    const shown = standard ? written.value : (this.reader.shownName?.(real) ?? shownName(from.source, name));
    return { path: real, shown, home };
  }

  #inPackage(written: TextLiteral, from: Importer): Place | undefined {
    const read = readPackagePath(written.value);
    if (!isPackagePath(read)) {
      const { problem, hint, meant } = read;
      const extras =
        meant === undefined ? { hint } : replaced(written, `${packagePrefix}${meant}`, { otherwise: hint });
      this.reporter.report('bad-package-path', written.span, { file: written.value, problem }, extras);
      return undefined;
    }
    const home = this.#packageNamed(written, read, from);
    if (home === undefined) return undefined;
    if (read.file === '') {
      const extras = fileHints(this.reader, home, written, read);
      const problem = 'it names the package, and no file of it';
      this.reporter.report('bad-package-path', written.span, { file: written.value, problem }, extras);
      return undefined;
    }
    const { root } = home;
    const wanted = path.join(root, withEnding(read.file));
    const inHome = { root, isStandard: false, package: home };
    const real = this.#real(wanted, inHome, written, () => fileHints(this.reader, home, written, read));
    return real === undefined ? undefined : { path: real, shown: packageFileName(home, real), home: inHome };
  }

  #packageNamed(written: TextLiteral, { name, file }: PackagePath, from: Importer): PackageHome | undefined {
    const folder = folderOf(from.source, this.reader);
    const found = findPackage(this.reader, folder, name);
    if (found === undefined) {
      const extras = missingHints(this.reader, folder, written, { name, file }, from.home.package);
      this.reporter.report('package-not-installed', written.span, { name }, extras);
      return undefined;
    }
    if ('problem' in found) {
      const { problem, hint } = found;
      this.reporter.report('package-damaged', written.span, { name, problem }, { hint });
      return undefined;
    }
    const known = this.#packages.get(found.root) ?? { ...found, id: this.#freeId(found) };
    this.#packages.set(found.root, known);
    from.packages.set(name, known);
    return known;
  }

  #freeId({ name, version }: InstalledPackage): string {
    const taken = new Set([...this.#packages.values()].map(({ id }) => id));
    const id = `${name}@${version}`;
    for (let count = 1; ; count++) {
      const free = count === 1 ? id : `${id}~${count}`;
      if (!taken.has(free)) return free;
    }
  }

  /** The file without links, which may not lead out. */
  #real(wanted: string, { root }: Home, written: TextLiteral, missing: () => Extras): string | undefined {
    const real = this.reader.realPath(wanted);
    if (real === undefined) {
      this.reporter.report('import-not-found', written.span, { file: written.value }, missing());
      return undefined;
    }
    const within = this.reader.realPath(root) ?? root;
    return isInside(real, within) ? real : this.#outside(written, 'it is a link to a file outside');
  }

  #outside(written: TextLiteral, hint: string): undefined {
    this.reporter.report('import-outside-root', written.span, { file: written.value }, { hint });
    return undefined;
  }

  /** `use "@lab/blocks/unet"`, as code imports it. */
  #beside(written: TextLiteral, { source }: Importer, wanted: string): Extras {
    const read = readPackagePath(`${packagePrefix}${written.value}`);
    const isInstalled =
      isPackagePath(read) &&
      read.file !== '' &&
      findPackage(this.reader, folderOf(source, this.reader), read.name) !== undefined;
    if (isInstalled) return replaced(written, `${packagePrefix}${written.value}`, {});
    const home = homeSignInImport(written.value);
    return home === undefined ? neighbourHints(this.reader, written, wanted) : { hint: home };
  }
}

function leadsOut(wanted: string, home: Home, base: string): string | undefined {
  if (!isInside(wanted, home.root)) return outsideHint(wanted, home, base);
  const isOther = home.package && path.relative(home.root, wanted).split(path.sep).includes('node_modules');
  return isOther ? 'another package is named by `npm:`, whatever folder it lies in' : undefined;
}

function notRelative(name: string): boolean {
  return path.isAbsolute(name) || /^[a-z]+:/i.test(name) || name.includes('\0');
}

function shownName(from: SourceFile, name: string): string {
  return path.join(path.dirname(from.name), name);
}

function outsideHint(name: string, { root, package: own }: Home, base: string): string {
  if (/^[a-z]+:\/\//i.test(name)) return 'nothing is imported over the network: copy the file beside the pipeline';
  if (/^(?:npm|std):/i.test(name)) return 'the prefix is written in small letters';
  if (own) return `imports of a package stay inside it; another package is named by \`${packagePrefix}\``;
  return `imports stay inside ${path.relative(base, root) || 'the folder of the pipeline'}; an \`anoseg.json\` in a folder further up widens it`;
}
