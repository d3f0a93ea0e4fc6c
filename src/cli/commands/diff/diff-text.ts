// Differences as people read them: by what they are about, those that follow from others counted.
import { areas, type Difference } from '../../../api/compare.ts';
import { shortDigest } from '../../../ui/text/format.ts';
import { columns, foldedText, formatAmount } from '../../shell/columns.ts';

/** Longer values are told in part; JSON has all of it. */
const longest = 60;

export function differencesText(
  differences: readonly Difference[],
  [a, b]: readonly [a: string, b: string],
  all: boolean,
  width: number,
): string {
  if (differences.length === 0) return `${a} and ${b} mean the same\n`;
  const parts = areas.flatMap((area) => {
    const own = differences.filter((difference) => difference.area === area);
    const shown = own.filter(({ follows }) => all || !follows);
    const left = own.length - shown.length;
    if (own.length === 0) return [];
    return [area, ...rows(shown), ...(left === 0 ? [] : [`  ${followText(left)}`]), ''];
  });
  return [`- ${a}`, `+ ${b}`, '', ...parts]
    .flatMap((line) => (line === '' ? [''] : foldedText(line, width, '    ')))
    .join('\n');
}

function rows(differences: readonly Difference[]): readonly string[] {
  const lines = differences.map(({ area, name, a, b, places }) => {
    const [one, other] = [shown(area, a), shown(area, b)];
    // Numbers that differ in late digits only are told whole.
    const change =
      a !== null && b !== null
        ? (one === other ? [a, b] : [one, other]).join(' → ')
        : `${a === null ? '+' : '-'} ${one ?? other}`;
    return [name, change, places.filter((place) => place !== null).join(', ')];
  });
  return columns(lines, ['left', 'left', 'left'], '  ');
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
