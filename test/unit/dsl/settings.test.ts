// `anoseg explain`: every setting is there, with its value and the place that decides it.
import { describe, expect, test } from 'vitest';
import {
  originText,
  pickSettings,
  settingDocument,
  writtenText,
} from '../../../src/cli/commands/explain/explain-settings.ts';
import { settingsText } from '../../../src/cli/commands/explain/explain-text.ts';
import type { Model, Setting } from '../../../src/dsl/model/model.ts';
import { effectiveSettings } from '../../../src/dsl/model/settings.ts';
import { operationOf, operations } from '../../../src/ops/table.ts';
import { checkedModel, checkFile } from '../../pipelines.ts';

const model = checkedModel('pipelines/quickstart.anoseg', { width: '8' });
const settings = new Map(effectiveSettings(model).map((setting) => [setting.path, setting]));

function shown(path: string): readonly [string, string] {
  const setting = settings.get(path);
  if (setting === undefined) throw new Error(`no setting ${path}`);
  return [setting.value, originText(setting.origin)];
}

describe('origins', () => {
  test.each([
    ['param.width', '8', '--set'],
    ['param.size', '64', /quickstart\.anoseg:\d+:15$/],
    ['data.source.kind', 'weave', /quickstart\.anoseg:\d+:20$/],
    ['data.fit', 'resize', 'default'],
    ['augment/donor/maybe.chance', '50%', /quickstart\.anoseg:\d+:20$/],
    ['augment/donor/rotate.angle', '90deg | 180deg | 270deg', /quickstart\.anoseg:\d+:32$/],
    ['augment/shape/scar.width', '0.64px..2.56px', /quickstart\.anoseg:\d+:23$/],
    ['generator/e1/conv.bias', 'true', 'default'],
    // In a block: what the block says, and what its caller gives.
    ['generator/e2/down/conv.kernel', '4', /^std:blocks\/pix2pix:\d+:38$/],
    ['generator/e2/down/conv.channels', '16', /quickstart\.anoseg:\d+:19$/],
    ['loss/pixel/bce.weight', '50', /quickstart\.anoseg:\d+:20$/],
    ['loss/adversarial/lsgan.real', '(image, mask) on normal', /quickstart\.anoseg:\d+:11$/],
    ['train.optimizer.rate.end', '0.00001', /quickstart\.anoseg:\d+:58$/],
    ['train.optimizer.discriminator.rate', '0.0002', /quickstart\.anoseg:\d+:40$/],
    ['train.optimizer.discriminator.beta2', '0.999', 'default'],
    ['evaluate.report.aupro.fpr', '30%', /quickstart\.anoseg:\d+:63$/],
    // What a default calls is default too.
    ['evaluate.image_threshold.share', '95%', 'default'],
  ])('%s is %s', (path, value, origin) => {
    const [found, from] = shown(path);
    expect(found).toBe(value);
    expect(from).toMatch(origin);
  });

  test('what stands there is told where it says more than the value', () => {
    const channels = settings.get('generator/e2/down/conv.channels');
    expect(channels && writtenText(channels)).toBe('2 * width');
    const steps = settings.get('param.steps');
    expect(steps && writtenText(steps)).toBe('');
  });

  test('as JSON an imported value is told from one of the file itself', () => {
    const entry = checkFile('pipelines/quickstart.anoseg').loaded.entry.parsed.file.source;
    const document = (path: string) => settingDocument(found(path), entry);
    expect(document('generator/e2/down/conv.kernel').origin).toMatchObject({ from: 'imported', line: 8, column: 38 });
    expect(document('param.width').origin).toEqual({ from: 'set' });
  });
});

function found(path: string): Setting {
  return settings.get(path) ?? { path, value: '', origin: { from: 'default' } };
}

test('every parameter of every operation that the pipeline calls is there', () => {
  const names = new Set(operations.map(({ name }) => name));
  const owners = [...settings.keys()].filter((path) => path.includes('/')).map((path) => path.split('.')[0] ?? '');
  for (const call of callsOfNetworks(model)) {
    for (const parameter of Object.keys(operationOf(call).parameters))
      expect(settings.has(`${call.path}.${parameter}`) || !names.has(call.name)).toBe(true);
  }
  expect(owners).toContain('generator/map/conv_2');
});

test('a word picks the settings of a section, a value, a parameter, an operation', () => {
  const paths = (word: string) => pickSettings([...settings.values()], word).map(({ path }) => path);
  expect(paths('train').every((path) => path.startsWith('train.'))).toBe(true);
  expect(paths('generator/e2').every((path) => path.startsWith('generator/e2/'))).toBe(true);
  expect(paths('width')).toEqual(['param.width', 'augment/shape/scar.width']);
  expect(paths('conv')).toContain('generator/map/conv_2.kernel');
  expect(paths('down.conv.kernel')).toHaveLength(4);
  expect(paths('nothing')).toEqual([]);
});

test('a table has a line for each under its owner, long values cut', () => {
  const text = settingsText([...settings.values()], false);
  expect(text.split('\n').filter((line) => line.startsWith('  '))).toHaveLength(settings.size);
  expect(text).toMatch(/^generator\/e2\/down\/conv\n {2}channels +16 +\S*quickstart\.anoseg:\d+:19 +2 \* width$/m);
  expect(text).toContain('…');
});

function callsOfNetworks({ networks }: Model) {
  return networks.flatMap(({ flow }) => flow.nodes.map(({ call }) => call));
}
