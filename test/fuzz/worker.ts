// Runs cases in a thread of its own, which scripts/fuzz.js stops where one takes too long.
import { parentPort, workerData } from 'node:worker_threads';
import { createSyntax } from '../../src/dsl/load/parse.ts';
import type { FuzzCase } from './case.ts';
import { makeCase } from './cases.ts';
import { examine } from './examine.ts';
import { giants } from './hostile.ts';
import { tryProposals } from './proposals.ts';
import { readSeeds } from './seeds.ts';

interface Work {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly giants: boolean;
  /** Whether every proposal is taken. */
  readonly proposals: boolean;
  /** The number of the case that runs. */
  readonly current: Int32Array;
}

const { seed, from, to, current, ...asked }: Work = workerData;
const syntax = createSyntax();
const seeds = asked.proposals ? readSeeds(syntax, ['pipelines']) : readSeeds(syntax);
const large = asked.giants ? giants() : [];

for (let number = from; number < to; number++) {
  Atomics.store(current, 0, number);
  if (asked.proposals) {
    tryCase(number);
    continue;
  }
  const subject = asked.giants ? large[number] : makeCase(seeds, seed, number);
  if (subject === undefined) break;
  const start = performance.now();
  // Formatting takes three times as long as all else.
  const complaints = examine(subject, syntax, asked.giants || number % 4 === 0);
  parentPort?.postMessage({ number, ...told(subject), complaints, milliseconds: performance.now() - start });
}

function tryCase(number: number) {
  const start = performance.now();
  const { kind, name, text, findings, proposals, failures } = tryProposals(seeds, seed, number, syntax);
  const milliseconds = performance.now() - start;
  const label = `${kind} in ${name}`;
  parentPort?.postMessage({ number, label, text, findings, proposals, complaints: failures, milliseconds });
}

function told({ label, text }: FuzzCase) {
  return { label, text: text.length > 100_000 ? undefined : text };
}
