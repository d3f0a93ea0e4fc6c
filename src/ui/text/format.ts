// Numbers as people read them: counts, durations, rates, losses, figures of a report.

/** 20000 as "20,000". */
export function formatCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Rounded down, so that only the end is 100%. */
export function formatShare(done: number, total: number): string {
  return `${Math.floor(100 * shareOf(done, total))}%`;
}

/** 0 to 1; 0 of an unknown total. */
export function shareOf(done: number, total: number): number {
  return total > 0 && done > 0 ? Math.min(1, done / total) : 0;
}

/** Milliseconds as "0.4 s", "41 s", "12 min 41 s", "3 h 12 min", "2 d 4 h". */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  return seconds < 9.95 ? `${seconds.toFixed(1)} s` : formatWholeSeconds(Math.round(seconds));
}

/** The same without tenths, for a clock that runs. */
export function formatClock(milliseconds: number): string {
  return formatWholeSeconds(Math.floor(Math.max(0, milliseconds) / 1000));
}

function formatWholeSeconds(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return pair(seconds, 60, 'min', 1, 's');
  if (seconds < 86_400) return pair(seconds, 3600, 'h', 60, 'min');
  return pair(seconds, 86_400, 'd', 3600, 'h');
}

function pair(seconds: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((seconds % large) / small);
  return `${Math.floor(seconds / large)} ${largeUnit}${rest === 0 ? '' : ` ${rest} ${smallUnit}`}`;
}

/** An estimate: rounded the more coarsely the longer it is, so that it does not flicker. */
export function formatTimeLeft(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  const grain = seconds < 20 ? 1 : seconds < 600 ? 5 : seconds < 3600 ? 60 : 300;
  return formatWholeSeconds(Math.round(seconds / grain) * grain);
}

/** Steps a second, or seconds a step where steps are slow. */
export function formatRate(stepsPerSecond: number): string {
  if (stepsPerSecond >= 100) return `${formatCount(stepsPerSecond)} steps/s`;
  if (stepsPerSecond >= 1) return `${stepsPerSecond.toPrecision(3)} steps/s`;
  return `${(1 / stepsPerSecond).toPrecision(3)} s/step`;
}

/** At most 9 columns wherever the magnitude is between 1e-99 and 1e99. */
export function formatLoss(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return value.toExponential(2);
  return value.toFixed(size < 10 ? 4 : size < 100 ? 3 : size < 1000 ? 2 : 1);
}

/** A metric or a threshold, 0 to 1; null is undefined. */
export function formatFigure(value: number | null | undefined, undefinedMark: string): string {
  return typeof value === 'number' && Number.isFinite(value) ? value.toFixed(4) : undefinedMark;
}

/** "sha256:4c5b1f9a0d2e…" as "4c5b1f9a0d2e". */
export function shortDigest(digest: string): string {
  return digest.replace(/^[a-z0-9]+:/, '').slice(0, 12);
}

/** As one word of a shell command, in which nothing acts on a terminal. */
export function shellWord(text: string): string {
  if (/\p{Cc}/u.test(text)) return `$'${text.replaceAll(/['\\]/g, '\\$&').replaceAll(/\p{Cc}/gu, spelt)}'`;
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

// As `$'…'` has it: by the bytes of UTF-8.
function spelt(character: string): string {
  return [...Buffer.from(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
