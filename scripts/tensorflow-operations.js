// Writes src/graph/legality/operations.json: how TensorFlow itself declares the operations that this project emits (types
// of inputs and outputs, attributes), read from the installed engine. Run it after a new operation or engine:
//   node scripts/tensorflow-operations.js
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { dtypes, emittedOperations, fieldsOf, installedLibrary, readTable, root } from './tensorflow-library.js';
import { tfjsFolder } from './tfjs-package.js';

const messages = createRequire(import.meta.url)(path.join(tfjsFolder(), 'dist', 'proto', 'api_pb.js'));
const target = path.join(root, 'src', 'graph', 'legality', 'operations.json');

const emitted = emittedOperations();
const declared = declaredOperations().filter((operation) => emitted.has(operation.getName()));
const table = Object.fromEntries(
  declared.toSorted(byName).map((operation) => [operation.getName(), signature(operation)]),
);
const lines = Object.entries(table).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
writeFileSync(target, `{\n${lines.join(',\n')}\n}\n`);
console.log(`${declared.length} operations in ${path.relative(root, target)}`);

// An OpList is a repeated field 1, which tfjs's classes do not know: its entries are read one by one.
function declaredOperations() {
  return fieldsOf(readTable(installedLibrary(), 'TF_GetAllOpList')).map(({ bytes }) =>
    messages.OpDef.deserializeBinary(bytes),
  );
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
