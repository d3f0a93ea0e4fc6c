// report.html: one page, nothing from outside, names of files as they are.
import { expect, test } from 'vitest';
import { renderCurves } from '../../../src/runtime/report/curve-charts.ts';
import { renderGallery } from '../../../src/runtime/report/gallery.ts';
import { plain, tree } from '../data/tree.ts';

const row = (image: string, score: number, label: 0 | 1, predicted: 0 | 1 = label) => ({
  image,
  overlay: 'a.png',
  defect: label === 1 ? 'hole <&> "crack"' : 'good',
  label,
  score,
  predicted,
});

test('of defective images the extremes are shown, of good ones the most anomalous; mistakes are named', async () => {
  const folder = await tree({ 'a.png': plain(120, 700, 500) });
  const rows = [
    ...[0.9, 0.8, 0.7, 0.6, 0.1].map((score, i) => row(`hole/${i}.png`, score, 1, score > 0.5 ? 1 : 0)),
    ...[0.05, 0.2, 0.3, 0.4, 0.55].map((score, i) => row(`good/${i} <x>.png`, score, 0, score > 0.5 ? 1 : 0)),
  ];
  const html = await renderGallery(rows, folder, 0.5);
  const captions = [...html.matchAll(/<figcaption>(.*?)<br>(.*?)<\/figcaption>/g)].map(([, name, text]) => [
    name,
    text,
  ]);
  expect(captions).toEqual([
    ['hole/4.png', '0.1000 &lt; 0.5000, missed'],
    ['hole/3.png', '0.6000 ≥ 0.5000'],
    ['hole/1.png', '0.8000 ≥ 0.5000'],
    ['hole/0.png', '0.9000 ≥ 0.5000'],
    ['good/1 &lt;x&gt;.png', '0.2000 &lt; 0.5000'],
    ['good/2 &lt;x&gt;.png', '0.3000 &lt; 0.5000'],
    ['good/3 &lt;x&gt;.png', '0.4000 &lt; 0.5000'],
    ['good/4 &lt;x&gt;.png', '0.5500 ≥ 0.5000, false alarm'],
  ]);
  expect(html).toContain('<h3>hole &lt;&amp;&gt; &quot;crack&quot;</h3>');
  expect([...html.matchAll(/src="(.{22})/g)].map(([, start]) => start)).toEqual(
    Array.from({ length: 8 }, () => 'data:image/jpeg;base64'),
  );
  // Small, however large the overlays.
  expect(html.length).toBeLessThan(8 * 8000);
});

test('a curve that is undefined is not drawn', () => {
  const none = {
    pixel_roc: null,
    pixel_precision_recall: null,
    pro: null,
    image_roc: null,
    image_precision_recall: null,
  };
  expect(renderCurves(none, 0.3)).toBe('');
  const pro = { fpr: [0, 0.1, 0.2], pro: [0, 0.5, 1], threshold: [null, 0.5, 0.2] };
  const html = renderCurves({ ...none, pro }, 0.2);
  expect(html).toContain('points="0.0,220.0 110.0,110.0 220.0,0.0"');
  expect(html.match(/<svg/g)).toHaveLength(1);
});
