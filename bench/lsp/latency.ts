// The measuring process of bench/lsp.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Editor, uriOf } from '../../test/slow/lsp/client.ts';

const { values } = parseArgs({
  options: {
    file: { type: 'string', default: 'pipelines/mvtec-bottle.anoseg' },
    keys: { type: 'string', default: '100' },
  },
});
const text = readFileSync(values.file, 'utf8');
const uri = uriOf(values.file);
const started = performance.now();
const { editor } = await Editor.start();
const greeted = performance.now();
await editor.open(uri, text, /\.ya?ml$/.test(values.file) ? 'yaml' : 'anoseg');
await editor.diagnostics(uri);
console.log(`${values.file}: ${text.split('\n').length} lines`);
row('start to greeting', [greeted - started]);
row('first findings', [performance.now() - greeted]);

// A letter more in a name that is used, and back again: each changes the findings.
const at = text.indexOf('stride');
const position = { line: text.slice(0, at).split('\n').length - 1, character: at - text.lastIndexOf('\n', at) - 1 };
const keys = [...Array(Number(values.keys)).keys()];
const typed: number[] = [];
for (const i of keys) {
  const start = performance.now();
  const end = { ...position, character: position.character + (i % 2) };
  await editor.edit(uri, { range: { start: position, end }, text: i % 2 === 0 ? 'x' : '' });
  await editor.diagnostics(uri);
  typed.push(performance.now() - start);
}
row('key to findings', typed);
for (const method of ['hover', 'completion', 'definition', 'documentSymbol', 'semanticTokens/full']) {
  const times: number[] = [];
  for (const _ of keys.slice(0, 20)) {
    const start = performance.now();
    await editor.at(method, uri, position);
    times.push(performance.now() - start);
  }
  row(method, times);
}
await editor.stop();

function row(name: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const of = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  console.log(`  ${name.padEnd(20)} median ${of(0.5).padStart(6)} ms   95 % ${of(0.95).padStart(6)} ms`);
}
