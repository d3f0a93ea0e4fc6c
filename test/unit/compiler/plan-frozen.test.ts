// What `plan` says of networks that stay as they start.
import { expect, test } from 'vitest';
import { planDocument } from '../../../src/cli/commands/plan/plan-json.ts';
import { planText } from '../../../src/cli/commands/plan/plan-text.ts';
import { reportPlan } from '../../../src/compiler/plan/plan-report.ts';
import { checkText } from '../../pipelines.ts';

/** By hand: 3 x 3 x 3 x 4 and 4 numbers, then 3 x 3 x 4 x 2 and 2. */
const [first, second] = [112, 74];

const reportOf = (setting: string) => {
  const { model } = checkText(`anoseg 1
data { source = sample("weave")  image = 32 x 32 }
network encoder(seen) { a = seen -> conv(4)  b = a -> conv(2) }
network generator(b) { map = b -> conv(1) -> sigmoid }
loss { pixel = l2(map, 0) }
train { optimizer = adam()  ${setting}  batch = 2 normal  steps = 10 }
`);
  if (model === undefined) throw new Error('no model');
  return reportPlan(model);
};

test('counts what is frozen apart from what trains', () => {
  const report = reportOf('frozen.encoder = all');
  expect(report.networks[0]).toMatchObject({ parameters: 0, frozen: first + second, frozenUpTo: 'all' });
  const text = planText(report, 'p', 8e9);
  expect(text).toMatch(/total +0 +186 /);
  expect(text).toMatch(/encoder +frozen +186 numbers stay\n/);
  expect(text.match(/parameters +frozen/g)).toHaveLength(1);
  expect(JSON.stringify(planDocument(report, 'd'))).toContain('"frozen":112');
});

test('says up to which value, and counts both', () => {
  const report = reportOf('frozen.encoder = a');
  expect(report.networks[0]).toMatchObject({ parameters: second, frozen: first, frozenUpTo: 'a' });
  expect(planText(report, 'p', 8e9)).toMatch(/encoder +adam +1 update a step, frozen up to a \(112 numbers\)\n/);
});

test('says nothing of it where nothing is frozen', () => {
  expect(planText(reportOf(''), 'p', 8e9)).not.toContain('frozen');
});
