// A data set and a pipeline so small that a whole run takes a second or two: for tests that need many runs. Dropout, running
// averages and the best weights make all that a state has to hold.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { scratch } from './command.ts';

export interface SmallSet {
  readonly pipeline: string;
  /** For `--data`. */
  readonly data: string;
  /** `run PIPELINE` with what it needs; `--out` and more `--set` follow. */
  readonly run: readonly string[];
}

const pipeline = (keep: string) => `anoseg 1
param steps = 30
param seed  = 1
param log_every = 1
data { source = mvtec("parts")  image = 16 x 16  holdout = 25% }
augment { synthetic, mask = image -> paste(other_image -> shift(), rectangle(area: 5%..30%)) }
network generator(seen) { map = seen -> conv(2) -> relu -> dropout(20%) -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train {
  optimizer = adam(rate: 1e-2)
  batch     = 1 synthetic
  ema_decay = 90%
  steps     = steps
  seed      = seed
  log_every = log_every
  ${keep}
}
evaluate { threshold = quantile(map, 99%) on holdout  report = [image_auroc, pixel_auroc, iou] }
`;

const best = 'keep = best(pixel_ap, every: 10, samples: 2) on synthetic';

export async function drawSmallSet(keep: 'last' | 'best' = 'last'): Promise<SmallSet> {
  const folder = scratch();
  const data = path.join(folder, 'data');
  const put = async (name: string, pixels: Buffer, channels: 1 | 3) => {
    const file = path.join(data, 'parts', name);
    mkdirSync(path.dirname(file), { recursive: true });
    const png = await sharp(pixels, { raw: { width: 16, height: 16, channels } })
      .png()
      .toBuffer();
    writeFileSync(file, png);
  };
  for (let i = 0; i < 8; i++) await put(`train/good/${i}.png`, cloth(i), 3);
  for (let i = 0; i < 2; i++) await put(`test/good/${i}.png`, cloth(20 + i), 3);
  for (let i = 0; i < 2; i++) {
    await put(`test/hole/${i}.png`, withHole(cloth(30 + i), 3), 3);
    await put(`ground_truth/hole/${i}_mask.png`, withHole(Buffer.alloc(256), 1), 1);
  }
  const file = path.join(folder, 'small.anoseg');
  writeFileSync(file, pipeline(keep === 'best' ? best : ''));
  return { pipeline: file, data, run: ['run', file, '--data', data, '--threads', '1', '--quiet'] };
}

function cloth(seed: number): Buffer {
  return Buffer.from(Array.from({ length: 768 }, (_, i) => 60 + ((i * 7 + seed * 13 + (i % 48) * (seed + 3)) % 120)));
}

/** A white square of 4 pixels a side. */
function withHole(pixels: Buffer, channels: number): Buffer {
  for (let y = 6; y < 10; y++) pixels.fill(255, (y * 16 + 6) * channels, (y * 16 + 10) * channels);
  return pixels;
}
