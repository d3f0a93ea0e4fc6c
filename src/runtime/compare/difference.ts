// One thing that is not the same in two pipelines or runs.

export const areas = [
  'parameters',
  'settings',
  'operations',
  'shapes',
  'cost',
  'sources',
  'data',
  'weights',
  'machine',
  'metrics',
] as const;

/** What a difference is about, in the order in which they are told. */
export type Area = (typeof areas)[number];

export interface Difference {
  readonly area: Area;
  /** `generator/e1/conv.kernel`, `threads`, `pixel_ap`. */
  readonly name: string;
  /** In either; null where it has no such thing. */
  readonly a: string | null;
  readonly b: string | null;
  /** Where it is written: `pipeline.anoseg:12:3`; null where it is a default, or nothing that anybody writes. */
  readonly places: readonly [a: string | null, b: string | null];
  /** What is written is the same; the value follows from another difference. */
  readonly follows: boolean;
}

/** Something that can differ. */
export interface Fact {
  readonly value: string;
  readonly place?: string | null;
  /** What is written there, where the value comes of it. */
  readonly written?: string;
}

export type Facts = ReadonlyMap<string, Fact>;

/** In the order of `a`; what only `b` has stands behind. */
export function differencesIn(area: Area, a: Facts, b: Facts): readonly Difference[] {
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((name) => {
    const [one, other] = [a.get(name), b.get(name)];
    if (one?.value === other?.value) return [];
    const isWrittenAlike = one?.written !== undefined && one.written === other?.written;
    return {
      ...{ area, name, a: one?.value ?? null, b: other?.value ?? null },
      places: [one?.place ?? null, other?.place ?? null] as const,
      follows: isWrittenAlike,
    };
  });
}

/** Facts of an object: texts as they are, everything else as JSON. */
export function factsOf(values: Readonly<Record<string, unknown>>): Facts {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return new Map(known.map(([name, value]) => [name, { value: plain(value) }]));
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
