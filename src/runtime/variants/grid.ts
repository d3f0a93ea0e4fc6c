// Observations by variant, place and seed. A place is what is paired beside the seed: a category, with whatever else
// differs.
import { figureNamed } from '../../metrics/figure-named.ts';
import { grouped } from '../files/grouped.ts';
import { keyOfValues, labelOf, type Observation, type Values, valuesInOrder } from './observations.ts';

export interface Place {
  readonly category: string;
  readonly beside: Values;
}

export interface Variant {
  readonly values: Values;
  /** `all runs` where nothing differs. */
  readonly label: string;
}

export class Grid {
  readonly variants: readonly Variant[];
  readonly places: readonly Place[];
  private readonly cells: ReadonlyMap<string, readonly Observation[]>;

  /** `order`: of values, by name; others go by size and letters. */
  constructor(observations: readonly Observation[], order: ReadonlyMap<string, readonly string[]> = new Map()) {
    const inOrder = valuesInOrder(order);
    const values = [...grouped(observations, ({ variant }) => keyOfValues(variant)).values()];
    this.variants = values
      .map(([first]) => first?.variant ?? [])
      .toSorted(inOrder)
      .map((own) => ({ values: own, label: own.length === 0 ? 'all runs' : labelOf(own) }));
    this.places = [...grouped(observations, placeKey).values()]
      .flatMap(([first]) => (first === undefined ? [] : [{ category: first.category, beside: first.beside }]))
      .toSorted((a, b) => inOrder(ordered(a), ordered(b)));
    this.cells = grouped(observations, (one) => `${keyOfValues(one.variant)} ${placeKey(one)}`);
  }

  /** Each of another seed, in order. */
  at({ values }: Variant, place: Place): readonly Observation[] {
    return (this.cells.get(`${keyOfValues(values)} ${placeKey(place)}`) ?? []).toSorted((a, b) => a.seed - b.seed);
  }

  /** By seed. Undefined where there is no run, or where one of them does not have the figure. */
  figuresAt(variant: Variant, place: Place, figure: string): ReadonlyMap<number, number> | undefined {
    const found = this.at(variant, place).map(({ seed, figures }) => [seed, figureNamed(figures, figure)] as const);
    const known = found.flatMap(([seed, value]) => (value === null ? [] : [[seed, value] as const]));
    return known.length === 0 || known.length < found.length ? undefined : new Map(known);
  }

  /** Where every variant has been measured. */
  get commonPlaces(): readonly Place[] {
    return this.places.filter((place) => this.variants.every((variant) => this.at(variant, place).length > 0));
  }

  get categories(): readonly string[] {
    return [...new Set(this.places.map(({ category }) => category))];
  }
}

/** `bottle`, or with what else is paired `bottle width=16`; empty where there is one place without a name. */
export function placeLabel({ category, beside }: Place): string {
  const others = beside.map(({ name, value }) => `${name}=${value}`);
  return [category, ...others].filter((text) => text !== '').join(' ');
}

/** `kind=focal`: the value alone says little. */
export function nameOf({ values, label }: Variant): string {
  const [only] = values;
  return values.length === 1 && only !== undefined ? `${only.name}=${only.value}` : label;
}

function ordered({ category, beside }: Place): Values {
  return [{ name: 'category', value: category }, ...beside];
}

function placeKey({ category, beside }: Place): string {
  return JSON.stringify([category, beside.map(({ value }) => value)]);
}
