// Differences as people read them: what somebody changed in the pipeline, then what comes of it and what else differs, by what it is
// about; those that follow from others counted.
import { areas, type Change, type Changes, type Difference } from '../../../api/compare.ts';
import { shortDigest } from '../../../ui/text/format.ts';
import { padEnd, textWidth } from '../../../ui/text/text.ts';
import { columns, foldedText, formatAmount } from '../../shell/columns.ts';

/** Longer values are told in part; JSON has all of it. */
const longest = 60;

/** Of data, where each file has a line. */
const mostFiles = 20;

export interface Told extends Changes {
  readonly differences: readonly Difference[];
}

/** `all`: every single difference in place of what was changed. */
export function differencesText(
  { differences, changes, consequences }: Told,
  [a, b]: readonly [a: string, b: string],
  all: boolean,
  width: number,
): string {
  if (differences.length === 0) return `${a} and ${b} mean the same\n`;
  const parts = areas.flatMap((area) => {
    const isChanged = changes.length > 0 && !all;
    const isConsequence = area === 'shapes' || area === 'cost';
    const told = (isChanged && isConsequence ? consequences : differences).filter((one) => one.area === area);
    const own = all ? told : told.filter(isToSee);
    const lines = isChanged && isWritten(area) ? changeLines(changes, area) : rows(own, area === 'data' && !all);
    return lines.length === 0 ? [] : [area, ...lines, ''];
  });
  return [`- ${a}`, `+ ${b}`, '', ...parts]
    .flatMap((line) => (line === '' ? [''] : foldedText(line, width, '    ')))
    .join('\n');
}

/** Cost that comes out the same in the digits that are shown is no news. */
function isToSee({ area, a, b }: Difference): boolean {
  return area !== 'cost' || a === null || b === null || shown(area, a) !== shown(area, b);
}

/** What changes are about. */
function isWritten(area: Difference['area']): boolean {
  return area === 'parameters' || area === 'settings' || area === 'operations';
}

function changeLines(changes: readonly Change[], area: Difference['area']): readonly string[] {
  const own = changes.filter((change) => change.area === area);
  const shown = own.filter(({ follows }) => !follows);
  const left = own.reduce((sum, { follows, subjects }) => sum + (follows ? subjects.length : 0), 0);
  const lines = shown.map(({ subjects: [first = '', ...others], what, places }): Line => {
    const name = `${first}${others.length > 0 ? ` and ${others.length} more` : ''}`;
    return [name, what, placesText(places)];
  });
  return [...aligned(lines), ...(left === 0 ? [] : [`  ${followText(left)}`])];
}

function placesText(places: Difference['places']): string {
  return [...new Set(places)].filter((place) => place !== null).join(', ');
}

function rows(differences: readonly Difference[], isShort: boolean): readonly string[] {
  const told = isShort ? differences.slice(0, mostFiles) : differences;
  const left = differences.length - told.length;
  const lines = told.map(({ area, name, a, b, places }): Line => {
    const [one, other] = shownApart(area, a, b);
    const change = a !== null && b !== null ? `${one} → ${other}` : `${a === null ? '+' : '-'} ${one ?? other}`;
    return [name, change, placesText(places)];
  });
  const more = left === 0 ? [] : [`  and ${left} more (--all shows them)`];
  return [...aligned(lines), ...more];
}

type Line = readonly [name: string, what: string, places: string];

/** Places stand below each other, but for what is so long that all others would stand far off. */
function aligned(lines: readonly Line[]): readonly string[] {
  const width = Math.max(0, ...lines.map(([, what]) => textWidth(what)).filter((own) => own <= longest));
  const rows = lines.map(([name, what, places]) => [name, `${padEnd(what, width)}  ${places}`]);
  return columns(rows, ['left', 'left'], '  ');
}

/** Of what is reckoned and what is measured in as many digits as make the difference; else whole. */
function shownApart(area: Difference['area'], a: string | null, b: string | null) {
  const whole = [shown(area, a), shown(area, b)] as const;
  if (a === null || b === null || whole[0] !== whole[1]) return whole;
  if (area !== 'metrics') return [a, b] as const;
  const digits = Array.from({ length: 13 }, (_, i) => i + 5);
  const all = digits.map((count) => [a, b].map((value) => String(Number(Number(value).toFixed(count)))));
  const [one = a, other = b] = all.find(([x, y]) => x !== y) ?? [];
  return [one, other] as const;
}

function shown(area: Difference['area'], value: string | null): string | null {
  if (value === null) return null;
  if (area === 'cost') return formatAmount(Number(value)).trim();
  if (area === 'metrics') return String(Number(Number(value).toFixed(4)));
  if (/^sha256:[0-9a-f]{64}$/.test(value)) return shortDigest(value);
  return value.length > longest ? `${value.slice(0, longest - 1)}…` : value;
}

function followText(count: number): string {
  return `${count} more ${count === 1 ? 'follows' : 'follow'} from these: what is written is the same (--all shows them)`;
}
