// The setting `region` of `data`: a rectangle of the original image, before anything is resized.
import { accept, makeRead, refuse } from '../../ops/core/parameter.ts';
import { formatNumber, type Value } from '../../ops/core/value.ts';

/** Each number in pixels of the original image, or a share of its width or height. */
export interface Region {
  readonly left: RegionLength;
  readonly top: RegionLength;
  readonly width: RegionLength;
  readonly height: RegionLength;
}

export interface RegionLength {
  readonly value: number;
  readonly unit: 'px' | 'share';
}

const whole = '[0%, 0%, 100%, 100%]';

/** Undefined: the whole image. */
export const region = makeRead<Region | undefined>(
  {
    label: 'a rectangle such as `[10%, 0%, 80%, 100%]`',
    doc: 'the part of the original image that is looked at: left, top, width, height, each in px or % of the image',
    schema: 'list',
    defaultText: whole,
    show: (value) => (value === undefined ? whole : showRegion(value)),
  },
  (value) => {
    const [left, top, width, height, ...rest] = value.kind === 'list' ? value.items.map(readLength) : [];
    if (!left || !top || !width || !height || rest.length > 0) return refuse();
    if (width.value === 0 || height.value === 0) return refuse('its width and height are more than 0');
    const read = { left, top, width, height };
    return accept(showRegion(read) === whole ? undefined : read);
  },
);

function readLength(value: Value): RegionLength | undefined {
  if (value.kind !== 'number' || value.value < 0) return undefined;
  if (value.unit === 'share') return value.value <= 1 ? { value: value.value, unit: 'share' } : undefined;
  return value.unit === 'px' && Number.isInteger(value.value) ? { value: value.value, unit: 'px' } : undefined;
}

function showRegion({ left, top, width, height }: Region): string {
  return `[${[left, top, width, height].map(({ value, unit }) => formatNumber(value, unit)).join(', ')}]`;
}
