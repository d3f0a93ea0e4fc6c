// docs/failures.md: every code of a failure of the world outside, with what it means, what it may say, what to do.

import { dataFailures } from '../../src/diagnostics/failures/data.ts';
import { engineFailures } from '../../src/diagnostics/failures/engine.ts';
import { imageFailures } from '../../src/diagnostics/failures/images.ts';
import { recordFailures } from '../../src/diagnostics/failures/record.ts';
import { snakemakeFailures } from '../../src/diagnostics/failures/snakemake.ts';
import { systemFailures } from '../../src/diagnostics/failures/system.ts';
import { exampleOf, type FailureCode } from '../../src/diagnostics/failures.ts';

const head = `<!-- Made by \`npm run grammar\` from src/diagnostics/failures: change that, and run it. -->
# Failures of the world outside

A command that fails for a reason outside of the pipeline ends with **exit code 3**: a message, what to do next and, with
\`--json\`, a code that never changes its meaning: \`{"error":{"code":"disk-full","message":"…","hint":"…"}}\`.
\`anoseg check --explain CODE\` tells what a code means. Mistakes in a pipeline have codes of their own, places, and exit
code 1; wrong use of the command line is \`usage\` (2), a fault of anoseg \`bug\` (4).
`;

const rooms = [
  ['Run folders and files of runs', recordFailures],
  ['Data sets', dataFailures],
  ['Images and maps', imageFailures],
  ['TensorFlow and the installation', engineFailures],
  ['Snakemake', snakemakeFailures],
  ['Disks, permissions and memory', systemFailures],
] as const;

export function failuresPage(): string {
  const parts = rooms.map(([title, room]) => {
    // Object.keys knows no literal types.
    const codes = (Object.keys(room) as FailureCode[]).toSorted();
    return `\n## ${title}\n\n${codes.map(part).join('\n')}`;
  });
  return head + parts.join('');
}

function part(code: FailureCode): string {
  const { about, message, hint } = exampleOf(code);
  return `### ${code}\n\n${about}\n\n> ${quoted(message)}\n>\n> What to do: ${quoted(hint)}\n`;
}

function quoted(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('\n', ' ');
}
