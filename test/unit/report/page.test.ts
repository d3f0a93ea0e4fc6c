// The page of a report: what it names, and that names of others cannot become HTML of it.
import { expect, test } from 'vitest';
import type { LockFile } from '../../../src/runtime/record/lock.ts';
import { type ReportContent, renderReport } from '../../../src/runtime/report/report.ts';
import { metrics } from '../ui/scripted-run.ts';

const lock: LockFile = {
  format_version: '1.0',
  name: 'bottle <b>',
  anoseg: '1',
  pipeline: { digest: 'sha256:aa', entry: 'bottle.anoseg', sources: [] },
  parameters: { width: '32' },
  data: { digest: 'sha256:bb', files: 83, folder: '/data' },
  seed: 7,
  steps: 2000,
  threads: 1,
  device: 'cpu',
  engine: { tensorflow: '2.19', variant: 'cpu' },
  node: 'v20',
  cpu: { model: 'x', architecture: 'x64', features: [] },
};

const pageOf = (content: Partial<ReportContent> = {}) =>
  renderReport({
    lock,
    metrics,
    commands: ["anoseg run 'a <b>.anoseg' --set width=32"],
    parameters: [
      { name: 'size', value: '256', isSet: false },
      { name: 'width', value: '32', isSet: true },
    ],
    report: ['image_auroc', 'iou'],
    curves: '',
    weights: '',
    gallery: '',
    ...content,
  });

/** Text without tags. */
const textOf = (html: string) =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

test('both thresholds say where they are from, or that there is none', () => {
  const text = textOf(pageOf());
  expect(text).toContain('of pixels 0.4312, from quantile(map, 99.5%) on holdout (21 normal images)');
  expect(text).toContain('of images none was found');
});

test('parameters, whether set, and the commands stand there', () => {
  const text = textOf(pageOf({ commands: ['anoseg run a --set width=32', 'anoseg run --resume runs/a-1'] }));
  expect(text).toContain('size 256 as the pipeline says width 32 by --set');
  expect(text).toContain('command anoseg run a --set width=32 then anoseg run --resume runs/a-1');
  expect(text).toContain('2000 steps, seed 7');
  expect(textOf(pageOf({ parameters: [] }))).toContain('declares none');
});

test('what speaks against the result comes before the figures', () => {
  const page = pageOf({ metrics: { ...metrics, doubts: ['the maps are worse than chance'] } });
  expect(page.indexOf('worse than chance')).toBeGreaterThan(0);
  expect(page.indexOf('worse than chance')).toBeLessThan(page.indexOf('image_auroc'));
});

test('each table can scroll by itself, and each table of figures has a head for every page of paper', () => {
  const page = pageOf();
  expect(page.match(/<table/g)?.length).toBe(page.match(/<div class="table"><table/g)?.length);
  expect(page.match(/<table class="figures">\n<thead>/g)).toHaveLength(2);
});

test('names of others stay text', () => {
  const page = pageOf({ metrics: { ...metrics, defects: { '<script>': metrics } } });
  expect(page).not.toMatch(/<script|<b>/);
  expect(page).toContain(`http-equiv="Content-Security-Policy" content="default-src 'none'`);
  expect(page).toContain('a &lt;b&gt;.anoseg');
});

const evil = `"onload=alert(1) x='</style></title><script>alert(1)</script><!-- ]]>&quot;&#60;img src=x onerror=alert(1)>`;

test('no name makes a tag or an attribute, wherever names stand', () => {
  const named = (name: string) =>
    pageOf({
      lock: {
        ...{ ...lock, name, anoseg: name, node: name, data: { ...lock.data, digest: name, folder: name } },
        engine: { tensorflow: name, variant: name },
        cpu: { model: name, architecture: name, features: [name] },
        pipeline: { digest: name, entry: name, sources: [] },
      },
      commands: [name],
      parameters: [{ name, value: name, isSet: true }],
      metrics: { ...metrics, doubts: [name], defects: { [name]: metrics }, categories: { [name]: metrics } },
      report: [name],
    });
  const tags = (html: string) => html.match(/<[^>]*>?/g);
  expect(tags(named(evil))).toEqual(tags(named('harmless')));
  expect(tags(named('javascript:alert(1)'))).toEqual(tags(named('harmless')));
});
