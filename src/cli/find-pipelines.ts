// Which files `anoseg check` is about: those that are named, all pipelines below folders, and what
// patterns match. The glob library is loaded only where a folder or a pattern is named.
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { beginsPipeline } from '../dsl/yaml/parse-yaml.ts';
import { UsageError } from './failure.ts';

/** As they are named in messages, each once. @throws UsageError where a folder or pattern holds no pipeline */
export async function findPipelines(names: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of names) {
    const kind = name === '-' ? 'file' : kindOf(name);
    if (kind === 'file') found.push(name);
    else if (kind === 'folder') found.push(...(await below(name)));
    else if (isPattern(name)) found.push(...(await matching(name)));
    // What does not exist fails when it is read.
    else found.push(name);
  }
  return [...new Set(found)];
}

function kindOf(name: string): 'file' | 'folder' | undefined {
  try {
    return statSync(name).isDirectory() ? 'folder' : 'file';
  } catch {
    // Not there, links in a circle, a folder that is closed to us, too long a name: reading it says which.
    return undefined;
  }
}

function isPattern(name: string): boolean {
  return /[*?[\]{}!]/.test(name);
}

async function below(folder: string): Promise<readonly string[]> {
  const { glob } = await import('tinyglobby');
  const files = await glob(['**/*.{anoseg,yaml,yml}'], {
    cwd: folder,
    ignore: ['**/node_modules/**'],
    followSymbolicLinks: false,
    expandDirectories: false,
  });
  return known(
    files.map((file) => (folder === '.' ? file : path.join(folder, file))),
    `below ${folder}`,
  );
}

async function matching(pattern: string): Promise<readonly string[]> {
  const { glob } = await import('tinyglobby');
  const options = { followSymbolicLinks: false, expandDirectories: false, absolute: path.isAbsolute(pattern) };
  const files = await glob([pattern], options);
  // Installed packages are nobody's own pipelines, unless they are asked for.
  const isOwn = (file: string) => pattern.includes('node_modules') || !file.split('/').includes('node_modules');
  return known(files.filter(isOwn), `that matches ${pattern}`);
}

// Other YAML files have nothing to do with us.
function known(files: readonly string[], where: string): readonly string[] {
  const pipelines = files.filter((file) => file.endsWith('.anoseg') || (/\.ya?ml$/.test(file) && isPipeline(file)));
  if (pipelines.length > 0) return pipelines.toSorted();
  throw new UsageError(
    `there is no pipeline ${where}`,
    'a pipeline ends in .anoseg, or is YAML that begins with `anoseg:`',
  );
}

/** Whether a YAML file says at its beginning that it is a pipeline. */
export function isPipeline(file: string): boolean {
  const start = Buffer.alloc(4096);
  try {
    const opened = openSync(file, 'r');
    try {
      const length = readSync(opened, start);
      return beginsPipeline(start.toString('utf8', 0, length));
    } finally {
      closeSync(opened);
    }
  } catch {
    // Nothing that we could read.
    return false;
  }
}
