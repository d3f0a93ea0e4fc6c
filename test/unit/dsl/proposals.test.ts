// Slips of the pen in the shipped pipelines, in both syntaxes: every proposal, taken, mends its own finding, and nothing
// is wrong that was not before. `node scripts/fuzz.js --proposals` goes on for longer.
import { describe, expect, test } from 'vitest';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { tryProposals } from '../../fuzz/proposals.ts';
import { readSeeds } from '../../fuzz/seeds.ts';

const syntax = createSyntax();
const seeds = readSeeds(syntax, ['pipelines']);
const cases = 300;

describe.each([1, 2, 3, 4, 5, 6, 7])('seed %i', (seed) => {
  test(`${cases} slips`, { timeout: 600_000 }, () => {
    const tried = Array.from({ length: cases }, (_, number) => tryProposals(seeds, seed, number, syntax));
    const sum = (count: (one: (typeof tried)[number]) => number) => tried.reduce((all, one) => all + count(one), 0);
    console.log(
      `${cases} slips: ${sum((one) => one.findings)} findings, ${sum((one) => one.proposals)} proposals taken`,
    );
    expect(tried.flatMap(({ failures }, number) => failures.map((said) => `${number}: ${said}`))).toEqual([]);
    // Enough of them to mean something.
    expect(sum(({ proposals }) => proposals)).toBeGreaterThan(cases / 10);
  });
});
