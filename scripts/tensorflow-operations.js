// Writes src/graph/legality/operations.json: how TensorFlow itself declares the operations that this project emits (types
// of inputs and outputs, attributes), read from the installed engine. Run it after a new operation or engine:
//   node scripts/tensorflow-operations.js
// Python only calls one C function of the library, which JavaScript cannot; no Python package is needed.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../src/engine/cache-folder.js';
import { tfjsFolder } from './tfjs-package.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const messages = createRequire(import.meta.url)(path.join(tfjsFolder(), 'dist', 'proto', 'api_pb.js'));
const target = path.join(root, 'src', 'graph', 'legality', 'operations.json');

const python = `
import ctypes, sys
class Buffer(ctypes.Structure):
    _fields_ = [('data', ctypes.c_void_p), ('length', ctypes.c_size_t), ('free', ctypes.c_void_p)]
library = ctypes.CDLL(sys.argv[1])
library.TF_GetAllOpList.restype = ctypes.POINTER(Buffer)
buffer = library.TF_GetAllOpList().contents
open(sys.argv[2], 'wb').write(ctypes.string_at(buffer.data, buffer.length))
`;

const dtypes = { 1: 'float32', 2: 'float64', 3: 'int32', 4: 'uint8', 7: 'string', 9: 'int64', 10: 'bool' };
Object.assign(dtypes, { 20: 'resource', 23: 'uint64' });

const emitted = emittedOperations();
const declared = declaredOperations().filter((operation) => emitted.has(operation.getName()));
const table = Object.fromEntries(
  declared.toSorted(byName).map((operation) => [operation.getName(), signature(operation)]),
);
const lines = Object.entries(table).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
writeFileSync(target, `{\n${lines.join(',\n')}\n}\n`);
console.log(`${declared.length} operations in ${path.relative(root, target)}`);

/** Whatever the sources name that TensorFlow knows. */
function emittedOperations() {
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

function declaredOperations() {
  const engines = path.join(cacheFolder(), 'engine');
  const library = readdirSync(engines)
    .map((name) => path.join(engines, name, 'tensorflow', 'libtensorflow_cc.so.2'))
    .find((file) => existsSync(file));
  if (library === undefined) throw new Error('TensorFlow is not installed: run `npx anoseg engine install`');
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-operations-'));
  try {
    const file = path.join(folder, 'operations.pb');
    execFileSync('python3', ['-c', python, library, file]);
    return operationList(readFileSync(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// An OpList is a repeated field 1, which tfjs's classes do not know: its entries are read one by one.
function operationList(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length; ) {
    at += 1;
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      length += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    found.push(messages.OpDef.deserializeBinary(bytes.subarray(at, at + length)));
    at += length;
  }
  return found;
}

function signature(operation) {
  return {
    inputs: operation.getInputArgList().map(argument),
    outputs: operation.getOutputArgList().map(argument),
    attributes: Object.fromEntries(
      operation.getAttrList().map((attribute) => [attribute.getName(), describe(attribute)]),
    ),
  };
}

/** `T`, `=int32`, `N*T` for a list of one type, `[Tin]` for a list of types that an attribute lists. */
function argument(arg) {
  if (arg.getTypeListAttr() !== '') return `[${arg.getTypeListAttr()}]`;
  const type = arg.getTypeAttr() === '' ? `=${dtypes[arg.getType()]}` : arg.getTypeAttr();
  return arg.getNumberAttr() === '' ? type : `${arg.getNumberAttr()}*${type}`;
}

function describe(attribute) {
  const standard = attribute.getDefaultValue();
  const type = standard && attribute.getType() === 'type' ? { default: dtypes[standard.getType()] } : {};
  const allowed = attribute.getAllowedValues()?.getList()?.getTypeList() ?? [];
  const types = allowed.map((number) => dtypes[number]).filter((name) => name !== undefined);
  return {
    kind: attribute.getType(),
    ...(standard ? {} : { required: true }),
    ...type,
    ...(types.length > 0 && attribute.getType().endsWith('type') ? { allowed: types } : {}),
  };
}

function byName(a, b) {
  return a.getName() < b.getName() ? -1 : 1;
}
