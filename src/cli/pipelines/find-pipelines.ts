// Which files `anoseg check` is about: those that are named, all pipelines below folders, and what patterns match; not
// what runs below keep, which is no source of anybody's and need not mean anything by itself.
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { fixedPart, isPattern, isRunFolder, patternDepth, patternMatcher, walk } from '../../api/folders.ts';
import { beginsPipeline } from '../../api/language.ts';
import { UsageError } from '../shell/failure.ts';

/** As they are named in messages, each once. @throws UsageError where a folder or pattern holds no pipeline */
export function findPipelines(names: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const name of names) {
    const kind = name === '-' ? 'file' : kindOf(name);
    if (kind === 'file') found.push(name);
    else if (kind === 'folder') found.push(...below(name));
    else if (isPattern(name)) found.push(...matching(name));
    // What does not exist fails when it is read.
    else found.push(name);
  }
  return [...new Set(found)];
}

/** A file or folder by which changes of what `name` stands for are seen: of a pattern, the folder that it begins with. */
export function watchedPlace(name: string): string {
  if (kindOf(name) !== undefined || !isPattern(name)) return name;
  return fixedPart(path.isAbsolute(name) ? path.sep : '.', name).place;
}

function kindOf(name: string): 'file' | 'folder' | undefined {
  try {
    return statSync(name).isDirectory() ? 'folder' : 'file';
  } catch {
    // Not there, links in a circle, a folder that is closed to us, too long a name: reading it says which.
    return undefined;
  }
}

function below(folder: string): readonly string[] {
  const { form, runs } = ownFiles(true);
  const { found } = walk(folder, form);
  return known(
    found.map(({ file }) => file),
    `below ${folder}`,
    runs,
  );
}

function matching(pattern: string): readonly string[] {
  const { place, rest } = fixedPart(path.isAbsolute(pattern) ? path.sep : '.', pattern);
  const isWanted = patternMatcher(rest);
  // Installed packages are nobody's own pipelines, unless they are asked for.
  const { form, runs } = ownFiles(!pattern.includes('node_modules'));
  const files = walk(place, { ...form, deepest: patternDepth(rest) })
    .found.map(({ file }) => file)
    .filter((file) => isWanted(path.relative(place, file).split(path.sep).join('/')));
  const shown = path.isAbsolute(pattern) ? files : files.map((file) => path.relative('.', file));
  return known(shown, `that matches ${pattern}`, runs);
}

/** `runs`: those that were left out, once the form was walked with. */
function ownFiles(skipsPackages: boolean) {
  const runs: string[] = [];
  const form = {
    wants: (name: string) => /\.(anoseg|ya?ml)$/.test(name),
    skips: (name: string, folder: string) => {
      if (name === 'node_modules') return skipsPackages;
      const isRun = isRunFolder(folder);
      if (isRun) runs.push(folder);
      return isRun;
    },
    followsLinks: false,
  };
  return { form, runs };
}

// Other YAML files have nothing to do with us.
function known(files: readonly string[], where: string, runs: readonly string[]): readonly string[] {
  const pipelines = files.filter((file) => file.endsWith('.anoseg') || (/\.ya?ml$/.test(file) && isPipeline(file)));
  if (pipelines.length > 0) return pipelines.toSorted();
  throw new UsageError(
    `there is no pipeline ${where}`,
    runs.length > 0
      ? `runs are left out there: name the run itself, such as ${runs[0]}`
      : 'a pipeline ends in .anoseg, or is YAML that begins with `anoseg:`',
  );
}

/** Whether a YAML file says at its beginning that it is a pipeline. */
export function isPipeline(file: string): boolean {
  return beginsPipeline(beginningOf(file, 4096));
}

/** Whether a file is an experiment by what stands at the beginning of one of its lines; standard input is none. */
export function isExperimentFile(file: string): boolean {
  if (file === '-' || kindOf(file) !== 'file' || !/\.(anoseg|ya?ml)$/.test(file)) return false;
  return /^(?:experiment|["']experiment["'])[ \t]*[:{]/m.test(beginningOf(file, longestExperiment));
}

/** Bytes; the section stands below a comment at most. */
const longestExperiment = 64 * 1024;

function beginningOf(file: string, bytes: number): string {
  const start = Buffer.alloc(bytes);
  try {
    const opened = openSync(file, 'r');
    try {
      return start.toString('utf8', 0, readSync(opened, start));
    } finally {
      closeSync(opened);
    }
  } catch {
    // Nothing that we could read.
    return '';
  }
}
