// Writes src/graph/placement/gpu-kernels.json: for each operation that this project emits the kernels that TensorFlow's
// CUDA build has for a GPU, read from its own registry, in the order in which it looks at them: `types` that attributes may
// have, numbers of inputs and outputs that lie in the memory of the host. No GPU is needed. Run it after a new operation
// or engine:
//   npx anoseg engine install --variant cuda && node scripts/tensorflow-gpu-kernels.js
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dtypes, fieldsOf, installedLibrary, readTable, root } from './tensorflow-library.js';

const declared = JSON.parse(readFileSync(path.join(root, 'src', 'graph', 'legality', 'operations.json'), 'utf8'));
const target = path.join(root, 'src', 'graph', 'placement', 'gpu-kernels.json');

const library = installedLibrary('cuda');
const namesOfArguments = new Map(
  fieldsOf(readTable(library, 'TF_GetAllOpList')).map(({ bytes }) => [textsOf(bytes, 1)[0], argumentsOf(bytes)]),
);
const kernels = fieldsOf(readTable(library, 'TF_GetAllRegisteredKernels'))
  .map(({ bytes }) => kernelOf(bytes))
  // A kernel with a label is taken by those alone that ask for it.
  .filter(({ device, label }) => label === '' && (device === 'GPU' || device === 'DEFAULT'));
const lines = Object.keys(declared)
  .toSorted()
  .map((op) => `  ${JSON.stringify(op)}: ${JSON.stringify(entriesOf(op))}`);
const [, version] = /tensorflow-([\d.]+)-cuda/.exec(library);
writeFileSync(target, `{"tensorflow": "${version}", "kernels": {\n${lines.join(',\n')}\n}}\n`);
console.log(`${lines.length} operations in ${path.relative(root, target)}`);

// TensorFlow looks for one of the GPU's own kernels first, and for one of any device (DEFAULT) else: in this order.
function entriesOf(op) {
  const own = kernels.filter((kernel) => kernel.op === op);
  const ordered = [...own.filter(({ device }) => device === 'GPU'), ...own.filter(({ device }) => device !== 'GPU')];
  const entries = ordered
    // Types that this project does not compute with.
    .filter(({ types }) => Object.values(types).every((allowed) => allowed.length > 0))
    .map(({ types, host }) => JSON.stringify({ types, ...numbered(op, host) }));
  return [...new Set(entries)].map((text) => JSON.parse(text));
}

/** Numbers of the arguments that lie in the host's memory; a list of tensors counts as one argument. */
function numbered(op, host) {
  const { inputs, outputs } = namesOfArguments.get(op);
  const among = (names) => host.map((name) => names.indexOf(name)).filter((index) => index >= 0);
  const [hostInputs, hostOutputs] = [inputs, outputs].map((names) => among(names).toSorted((a, b) => a - b));
  return { ...(hostInputs.length > 0 ? { hostInputs } : {}), ...(hostOutputs.length > 0 ? { hostOutputs } : {}) };
}

// message OpDef { name = 1; ArgDef input_arg = 2; ArgDef output_arg = 3 }; ArgDef { name = 1 }
function argumentsOf(bytes) {
  const [inputs, outputs] = [2, 3].map((wanted) =>
    fieldsOf(bytes)
      .filter(({ number }) => number === wanted)
      .map((argument) => textsOf(argument.bytes, 1)[0]),
  );
  return { inputs, outputs };
}

function textsOf(bytes, wanted) {
  return fieldsOf(bytes)
    .filter(({ number }) => number === wanted)
    .map((field) => String(field.bytes));
}

// message KernelDef { op = 1; device_type = 2; AttrConstraint constraint = 3; host_memory_arg = 4; label = 5 }
function kernelOf(bytes) {
  const constraints = fieldsOf(bytes)
    .filter(({ number }) => number === 3)
    .map((field) => constraintOf(field.bytes));
  const [op = '', device = '', label = ''] = [1, 2, 5].map((number) => textsOf(bytes, number)[0]);
  return { op, device, label, types: Object.fromEntries(constraints.toSorted()), host: textsOf(bytes, 4) };
}

// message AttrConstraint { name = 1; AttrValue allowed_values = 2 }; AttrValue { ListValue list = 1 }; ListValue { type = 6 }
function constraintOf(bytes) {
  const [name, allowed] = [1, 2].map((wanted) => fieldsOf(bytes).find(({ number }) => number === wanted)?.bytes);
  const lists = fieldsOf(allowed ?? Buffer.of()).filter(({ number }) => number === 1);
  const types = lists
    .flatMap((list) => fieldsOf(list.bytes).filter(({ number }) => number === 6))
    .flatMap((field) => (field.bytes ? varints(field.bytes) : [field.value]));
  return [
    String(name),
    types.map((number) => dtypes[number]).filter((type) => type !== undefined && type !== 'float64'),
  ];
}

// A repeated number is packed: one varint after another.
function varints(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length; ) {
    let value = 0;
    for (let scale = 1, byte = 128; byte >= 128; scale *= 128) {
      byte = bytes[at++];
      value += (byte & 127) * scale;
    }
    found.push(value);
  }
  return found;
}
