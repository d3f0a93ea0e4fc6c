// How fast steps go, from when they were told: over a window of about a minute, so that a slow first step,
// a pause or the steps of an earlier process do not count for long.

export interface Mark {
  /** Milliseconds, from any origin. */
  readonly time: number;
  readonly step: number;
}

const window = 60_000;
/** Closer ones take each other's place: many events a second need no more memory than few. */
const spacing = 1000;
/** Kept however old they are: slow steps are told seldom. */
const atLeast = 5;

/** A step or a time that goes back starts anew. */
export function addMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  const last = marks.at(-1);
  if (last === undefined || mark.step < last.step || mark.time < last.time) return [mark];
  const before = marks.at(-2);
  const replaces = before !== undefined && last.time - before.time < spacing;
  const all = [...(replaces ? marks.slice(0, -1) : marks), mark];
  const recent = all.filter(({ time }) => mark.time - time <= window);
  return recent.length >= atLeast ? recent : all.slice(-atLeast);
}

/** Undefined where too little is known. */
export function stepsPerSecond(marks: readonly Mark[]): number | undefined {
  const [first, last] = [marks[0], marks.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const seconds = (last.time - first.time) / 1000;
  return seconds >= 0.5 && last.step > first.step ? (last.step - first.step) / seconds : undefined;
}
