// Networks that are frozen for some steps: what `check`, `plan` and YAML say of them.
import path from 'node:path';
import { expect, test } from 'vitest';
import { planText } from '../../../src/cli/commands/plan/plan-text.ts';
import { stretchesOf } from '../../../src/compiler/emit/rests.ts';
import { reportPlan } from '../../../src/compiler/plan/plan-report.ts';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { modelWithoutPlaces } from '../../../src/dsl/model/serial.ts';
import { convert } from '../../../src/dsl/rewrite/convert.ts';
import { checkedModel, checkText } from '../../pipelines.ts';

const pipeline = (rests: string) => `anoseg 1

data {
  source = sample("weave")
  image  = 32 x 32
}

network student(seen) {
  e = seen -> conv(2)
}

network generator(e) {
  map = e -> conv(1) -> sigmoid
}

loss {
  pixel = l2(map, 0)
}

train {
  optimizer      = adam()
  frozen.student = ${rests}
  batch          = 2 normal
  steps          = 10
}
`;

test('training falls into stretches, by who rests', () => {
  const { train } = checkedModel('pipelines/peers/destseg.anoseg', { steps: '50' });
  const stretches = stretchesOf(train).map(({ from, resting }) => [from, ...resting]);
  expect(stretches).toEqual([
    [0, 'segmentation'],
    [10, 'student'],
  ]);
  expect(stretchesOf(checkedModel('pipelines/quickstart.anoseg').train)).toHaveLength(1);
});

test('plan says when a network rests', () => {
  const { model, diagnostics } = checkText(pipeline('phase(from: 20%)'));
  expect(diagnostics).toEqual([]);
  if (model === undefined) throw new Error('no model');
  expect(planText(reportPlan(model), 'p', 8e9)).toMatch(/student +adam +1 update a step, frozen in phase\(from: 20%\)/);
});

test.each([
  ['ramp(0..1)', 'wrong-type'],
  ['e2', 'unknown-word'],
  ['phase(from: 50%, until: 20%)', 'operation-fails'],
])('%s is no phase', (rests, code) => {
  expect(checkText(pipeline(rests)).diagnostics.map((found) => found.code)).toEqual([code]);
});

test('comes back from YAML as the same', () => {
  const syntax = createSyntax();
  const text = pipeline('phase(from: 20%)');
  const yaml = convert(new SourceFile('p.anoseg', text, path.resolve('p.anoseg')), 'yaml', syntax).text ?? '';
  expect(yaml).toContain('frozen.student');
  const back = convert(new SourceFile('p.yaml', yaml, path.resolve('p.yaml')), 'anoseg', syntax).text ?? '';
  const [one, other] = [text, back].map((each) => checkText(each).model);
  if (!one || !other) throw new Error('no model');
  expect(modelWithoutPlaces(other)).toEqual(modelWithoutPlaces(one));
});
