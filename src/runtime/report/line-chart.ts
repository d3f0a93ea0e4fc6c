// Lines over one pair of axes, as a drawing inside a page.

/** Columns of equal length. */
export interface Points {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export interface Line {
  readonly points: Points;
  /** Of the style, that gives it its colour. */
  readonly kind: string;
}

/** Texts are HTML. */
export interface LineChart {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly lines: readonly Line[];
  /** Where the x axis, which begins at 0, ends. */
  readonly to: number;
  /** Where the y axis begins and ends; 0 and 1 where it is not given. */
  readonly range?: readonly [low: number, high: number];
}

const width = 220;
const height = 220;

/** An SVG with its caption. */
export function drawLines({ title, x, y, lines, to, range: [low, high] = [0, 1] }: LineChart): string {
  const across = (value: number) => (value / to) * width;
  const up = (value: number) => height - ((value - low) / (high - low)) * height;
  const drawn = lines.map(({ points, kind }) => {
    const [x = 0] = points.x;
    // A line of one point would not be seen.
    return points.x.length === 1
      ? `<circle cx="${across(x).toFixed(1)}" cy="${up(points.y[0] ?? 0).toFixed(1)}" r="3" class="${kind}"/>`
      : `<polyline points="${polyline(points, across, up)}" class="${kind}"/>`;
  });
  return (
    `<figure><svg viewBox="-30 -8 ${width + 40} ${height + 44}" role="img" aria-label="${title}: ${y} against ${x}">` +
    `<rect width="${width}" height="${height}" class="frame"/>${drawn.join('')}` +
    `<text x="-6" y="${height}" class="end">${label(low)}</text><text x="-6" y="10" class="end">${label(high)}</text>` +
    `<text x="0" y="${height + 16}">0</text><text x="${width}" y="${height + 16}" class="end">${to}</text>` +
    `<text x="${width / 2}" y="${height + 16}" class="middle">${x}</text>` +
    `<text transform="translate(-12 ${height / 2}) rotate(-90)" class="middle">${y}</text></svg>` +
    `<figcaption>${title}</figcaption></figure>`
  );
}

function polyline({ x, y }: Points, across: (value: number) => number, up: (value: number) => number): string {
  return x.map((value, i) => `${across(value).toFixed(1)},${up(y[i] ?? 0).toFixed(1)}`).join(' ');
}

// Two digits, and short: there is little room beside the axis.
function label(value: number): string {
  if (value !== 0 && Math.abs(value) < 1e-3) return value.toExponential(0);
  return String(Number(value.toPrecision(2))).replace(/^(-?)0\./, '$1.');
}
