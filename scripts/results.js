// Writes the tables of docs/results.md from what runs measured, which docs/results/runs.json keeps.
//   node scripts/results.js add RUN...             keep the figures of finished runs (again: replaces them), then write
//   node scripts/results.js write                  write the page anew
//   node scripts/results.js pictures RUN FILE.webp good and bad cases of a run; never commit those of images that are not ours
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { addRuns } from './results/add-runs.js';
import { tables } from './results/tables.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const page = path.join(root, 'docs/results.md');
const kept = path.join(root, 'docs/results/runs.json');
const marks = [
  '<!-- what follows is written by scripts/results.js -->\n',
  '<!-- written by scripts/results.js until here -->',
];

/** The page as it should be, from the one that is there and the figures that are kept. */
export function writtenPage(text = readFileSync(page, 'utf8'), runs = JSON.parse(readFileSync(kept, 'utf8'))) {
  const [from, to] = [text.indexOf(marks[0]) + marks[0].length, text.indexOf(marks[1])];
  if (from < marks[0].length || to < from) throw new Error(`docs/results.md lacks the lines ${marks.join('and ')}`);
  return `${text.slice(0, from)}\n${tables(runs)}\n${text.slice(to)}`;
}

async function main([command, ...rest]) {
  if (command === 'pictures' && rest.length === 2) {
    const { drawSheet } = await import('./results/sheet.js');
    return drawSheet(...rest);
  }
  if (command === 'add' && rest.length > 0) {
    const runs = addRuns(JSON.parse(readFileSync(kept, 'utf8')), rest, path.join(root, 'pipelines'));
    writeFileSync(kept, `${JSON.stringify(runs, null, 2)}\n`);
    console.log(`runs kept: ${runs.length}`);
  } else if (command !== 'write') {
    console.error('node scripts/results.js add RUN... | write | pictures RUN FILE.webp');
    process.exitCode = 2;
    return;
  }
  writeFileSync(page, writtenPage());
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  await main(process.argv.slice(2)).catch((error) => {
    console.error(`${error.message}\nNothing was written.`);
    process.exitCode = 1;
  });
