// What `use` can name: files of the shipped library, of the pipeline's folder and of installed packages, and what they declare.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CompletionItemKind } from 'vscode-languageserver';
import {
  fileInPackage,
  importedFile,
  isOfPackage,
  isShipped,
  packageOffers,
  rootOf,
  shippedPrefix,
  textAt,
} from '../../api/language.ts';
import type { Analysis, Workspace } from '../workspace.ts';
import type { Candidate } from './words.ts';

/** More files than these are not offered. */
const mostFiles = 500;

/** Paths as `use` writes them. `written`: so much of one is there. */
export function fileItems({ files }: Workspace, { source }: Analysis, written: string): readonly Candidate[] {
  const standard = files.listPipelines(files.standardLibrary, mostFiles);
  const shipped = standard.map((file) => `${shippedPrefix}${pathOf(files.standardLibrary, file)}`);
  const own = source.path === undefined ? [] : files.listPipelines(rootOf(source, files), mostFiles);
  const folder = path.dirname(source.path ?? '');
  const others = own.filter((file) => file !== source.path).map((file) => pathOf(folder, file));
  const packages = source.path === undefined ? [] : packageOffers(files, source, written, mostFiles);
  return [...shipped, ...others, ...packages].map((label) => ({ label, kind: CompletionItemKind.File }));
}

/** Those of them that an experiment can run: neither libraries nor experiments. */
export function pipelineItems(workspace: Workspace, analysis: Analysis, written: string): readonly Candidate[] {
  return fileItems(workspace, analysis, written).filter(({ label }) => {
    const uri = uriOfImport(workspace, analysis, label);
    const text = uri === undefined ? undefined : workspace.textOf(uri);
    return text !== undefined && /^(?:data|loss|train)\b/m.test(text) && !/^experiment\b/m.test(text);
  });
}

/** Blocks and networks of a file, but for those that are taken. */
export function importItems({ checked }: Analysis, taken: readonly string[]): readonly Candidate[] {
  return checked.loaded.entry.parsed.file.items.flatMap((item) => {
    if ((item.kind !== 'block' && item.kind !== 'network') || taken.includes(item.name.text)) return [];
    const parameters = item.parameters.map(({ span }) => textAt(span));
    const kind = item.kind === 'block' ? CompletionItemKind.Function : CompletionItemKind.Class;
    return [{ label: item.name.text, kind, detail: `${item.kind}(${parameters.join(', ')})`, doc: item.doc }];
  });
}

/** Where an editor finds the file that a `use` of a pipeline names; undefined for one that lies nowhere. */
export function uriOfImport({ files }: Workspace, { source }: Analysis, written: string): string | undefined {
  if (isOfPackage(written)) {
    const place = fileInPackage(files, source, written);
    return place && pathToFileURL(place).href;
  }
  if (!isShipped(written) && source.path === undefined) return undefined;
  const base = isShipped(written) ? files.standardLibrary : path.dirname(source.path ?? '');
  return pathToFileURL(path.resolve(base, importedFile(written))).href;
}

function pathOf(folder: string, file: string): string {
  return path
    .relative(folder, file)
    .split(path.sep)
    .join('/')
    .replace(/\.anoseg$/, '');
}
