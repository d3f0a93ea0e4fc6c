// The type of what a JSON Schema describes, as far as the schemas of stored files go.

/** A key that is not required may be missing. */
export type FromSchema<S> = S extends { readonly enum: readonly (infer E)[] }
  ? E
  : S extends { readonly type: infer T }
    ? T extends readonly (infer One)[]
      ? One extends string
        ? OfType<One, S>
        : never
      : OfType<T, S>
    : unknown;

type OfType<T, S> = T extends 'string'
  ? string
  : T extends 'number' | 'integer'
    ? number
    : T extends 'boolean'
      ? boolean
      : T extends 'null'
        ? null
        : T extends 'array'
          ? readonly ItemOf<S>[]
          : ObjectOf<S>;

type ItemOf<S> = S extends { readonly items: infer I } ? FromSchema<I> : unknown;

type ObjectOf<S> = S extends { readonly properties: infer P; readonly required: readonly (infer R)[] }
  ? { readonly [K in Extract<keyof P, R>]: FromSchema<P[K]> } & {
      readonly [K in Exclude<keyof P, R>]?: FromSchema<P[K]>;
    }
  : S extends { readonly properties: infer P }
    ? { readonly [K in keyof P]?: FromSchema<P[K]> }
    : S extends { readonly additionalProperties: infer A }
      ? Readonly<Record<string, FromSchema<A>>>
      : object;
