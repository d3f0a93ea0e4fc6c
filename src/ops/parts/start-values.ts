// How the filters of a layer start, where it does not follow the pipeline's setting.
import { word } from '../core/parameter.ts';
import type { Initializer, LayerScope } from '../core/scopes.ts';

/** The parameter of every layer with filters. */
export const init = word(['default', 'normal', 'he', 'glorot'], {
  default: 'default',
  doc: 'how the filter starts: as `initial_deviation` in `train` says, normal with deviation 0.02, by He et al. 2015, or by Glorot and Bengio 2010',
});

/** Numbers that one number of the result, or of the input, is connected with. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

export function startValues(
  scope: LayerScope,
  chosen: 'default' | 'normal' | 'he' | 'glorot',
  { fanIn, fanOut }: Fans,
): Initializer {
  switch (chosen) {
    case 'default':
      return scope.initializer;
    case 'normal':
      return { kind: 'normal', deviation: 0.02 };
    case 'he':
      return { kind: 'fan-in', gain: 2, fanIn };
    case 'glorot':
      return { kind: 'glorot', fanIn, fanOut };
  }
}
