// Good and bad cases of a run as one small picture: of defective images the three with the highest image scores above, the
// three with the lowest below, each as overlay (ground truth and what was found as outlines) and map.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';

const side = 160;

export async function drawSheet(run, file) {
  const [, ...lines] = readFileSync(path.join(run, 'scores.csv'), 'utf8').trim().split('\n');
  const defective = lines
    .map((line) => line.split(','))
    .filter(([, , label]) => label === '1')
    .toSorted((a, b) => Number(b[3]) - Number(a[3]));
  const cases = [defective.slice(0, 3), defective.slice(-3)];
  const tiles = cases.flatMap((row, y) =>
    row.flatMap(([image], x) => ['overlays', 'maps'].map((kind, part) => ({ image, kind, x: 2 * x + part, y }))),
  );
  const drawn = await Promise.all(
    tiles.map(async ({ image, kind, x, y }) => ({
      input: await tile(run, kind, image),
      left: x * side,
      top: y * side,
    })),
  );
  const canvas = sharp({ create: { width: 6 * side, height: 2 * side, channels: 3, background: '#000' } });
  await canvas.composite(drawn).webp({ quality: 80 }).toFile(file);
  for (const [, defect, , score] of cases.flat()) console.log(`${defect} ${score}`);
}

/** A picture of the run folder, which keeps those of test/KIND/NAME in maps/KIND/NAME.png. */
async function tile(run, kind, image) {
  const name = image.replace(/^test\//, '').replace(/\.\w+$/, '.png');
  const { data, info } = await sharp(path.join(run, kind, name))
    .resize(side, side, { fit: 'fill' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
    .png()
    .toBuffer();
}
