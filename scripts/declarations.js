// Writes the types of the API into dist/types, when a package is made: what the compiler declares, less all that no
// import of the API leads to.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const types = path.join(root, 'dist', 'types');

export function writeDeclarations() {
  rmSync(types, { recursive: true, force: true });
  const compiler = path.join(root, 'node_modules', '.bin', 'tsc');
  const { status } = spawnSync(compiler, ['-p', 'tsconfig.declarations.json'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('the declarations could not be written');
  const kept = reachable(path.join(types, 'api', 'index.d.ts'), new Set());
  for (const entry of readdirSync(types, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !kept.has(file)) rmSync(file);
  }
}

function reachable(file, seen) {
  if (seen.has(file) || !existsSync(file)) return seen;
  seen.add(file);
  for (const [, specifier] of readFileSync(file, 'utf8').matchAll(/(?:from |import\()['"](\.[^'"]+)['"]/g)) {
    const target = path.join(path.dirname(file), specifier);
    reachable(target.replace(/\.ts$/, '.d.ts').replace(/\.cjs$/, '.d.cts'), seen);
  }
  return seen;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) writeDeclarations();
