// What the scripts that read TensorFlow's own tables share: an installed library, one of its functions called through
// Python's ctypes (JavaScript cannot; no Python package is needed), and the names of operations that the sources hold.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../src/engine/cache-folder.js';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** TensorFlow's numbers of element types, by the names that they have here. */
export const dtypes = {
  1: 'float32',
  2: 'float64',
  3: 'int32',
  4: 'uint8',
  7: 'string',
  9: 'int64',
  10: 'bool',
  20: 'resource',
  23: 'uint64',
};

const python = `
import ctypes, sys
class Buffer(ctypes.Structure):
    _fields_ = [('data', ctypes.c_void_p), ('length', ctypes.c_size_t), ('free', ctypes.c_void_p)]
library = ctypes.CDLL(sys.argv[1])
library.TF_NewStatus.restype = ctypes.c_void_p
function = getattr(library, sys.argv[2])
function.restype = ctypes.POINTER(Buffer)
status = [ctypes.c_void_p(library.TF_NewStatus())] if sys.argv[2] == 'TF_GetAllRegisteredKernels' else []
buffer = function(*status).contents
open(sys.argv[3], 'wb').write(ctypes.string_at(buffer.data, buffer.length))
`;

/** The protobuf message that a C function of the library gives: `TF_GetAllOpList`, `TF_GetAllRegisteredKernels`. */
export function readTable(library, name) {
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-table-'));
  try {
    const file = path.join(folder, 'table.pb');
    execFileSync('python3', ['-c', python, library, name, file], { stdio: ['ignore', 'inherit', 'ignore'] });
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The library of an installed engine: of the given variant, else of any. */
export function installedLibrary(variant = '') {
  const engines = path.join(cacheFolder(), 'engine');
  const library = (existsSync(engines) ? readdirSync(engines) : [])
    .filter((name) => name.includes(`-${variant}`))
    .map((name) => path.join(engines, name, 'tensorflow', 'libtensorflow_cc.so.2'))
    .find((file) => existsSync(file));
  if (library !== undefined) return library;
  const option = variant === '' ? '' : ` --variant ${variant}`;
  throw new Error(`TensorFlow is not installed: run \`npx anoseg engine install${option}\``);
}

/** Whatever the sources name in the manner of TensorFlow's operations. */
export function emittedOperations() {
  const folders = ['graph', 'ops', 'compiler'].map((name) => path.join(root, 'src', name));
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => path.join(folder, name)),
  );
  return new Set(
    files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/'([A-Z]\w+)'/g)].map(([, name]) => name)),
  );
}

/** The fields of a protobuf message in their order: its number, and the bytes or the whole number that it holds. */
export function fieldsOf(bytes) {
  const fields = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const number = key >> 3;
    if ((key & 7) === 0) fields.push({ number, value: varint() });
    else if ((key & 7) === 2) {
      const length = varint();
      fields.push({ number, bytes: bytes.subarray(at, at + length) });
      at += length;
    } else throw new Error(`a field of a kind that these tables do not have: ${key & 7}`);
  }
  return fields;
}
