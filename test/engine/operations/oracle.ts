// What the oracle of a case says of an example: values, the state after the step, and tfjs's gradient where it has one.
import type { Sample, Tf, TfTensor, Values } from '../primitives/example.ts';
import type { At, LayerCase } from './case.ts';
import type { Flow, Wired } from './measure.ts';
import type { Tested } from './subjects.ts';

/** The values that must come out; undefined where there is no saying (a random layer while training). */
export function expectedValues(tf: Tf, tested: Tested, wired: Wired, training: boolean): Values {
  if (wired.example.expected !== undefined) return wired.example.expected;
  if ('fixtures' in tested) return missing(`${tested.operation.name}: expected values`);
  if ('formula' in tested) return tested.formula(at(wired, training, (sample) => sample));
  return only(tf, () => [
    tested.tfjs(
      tf,
      at(wired, training, (sample) => tensorOf(tf, sample)),
    ),
  ]);
}

/** What training makes of the state, by name. */
export function expectedState(tf: Tf, tested: LayerCase, wired: Wired): ReadonlyMap<string, Values> {
  const states = new Map<string, Values>();
  tf.tidy(() => {
    const next =
      tested.nextState?.(
        tf,
        at(wired, true, (sample) => tensorOf(tf, sample)),
      ) ?? {};
    for (const [name, tensor] of Object.entries(next)) states.set(name, valuesOf(tensor));
  });
  return states;
}

/** tfjs's gradients of the weighted sum of the result, in the order of `wrt`; undefined where it is no oracle of them. */
export function tfjsGradients(tf: Tf, tested: Tested, wired: Wired, flow: Flow): readonly Values[] | undefined {
  if (!('tfjs' in tested) || tested.tfjsGradient !== undefined) return undefined;
  if (wired.example.tfjsGradient !== undefined) return undefined;
  return read(tf, () => {
    const loss = (...moved: TfTensor[]) => {
      const place = (sample: Sample) =>
        moved[wired.wrt.findIndex((fed) => fed.sample === sample)] ?? tensorOf(tf, sample);
      return tf.sum(
        tf.mul(tested.tfjs(tf, at(wired, true, place)), tensorOf(tf, { ...flow.weights, dtype: 'float32' })),
      );
    };
    return tf.grads(loss)(wired.wrt.map(({ sample }) => tensorOf(tf, sample)));
  });
}

function at<T>({ example, moved, still }: Wired, training: boolean, give: (sample: Sample) => T): At<T> {
  const count = example.inputs.length;
  const inputs = moved.slice(0, count).map(({ sample }) => give(sample));
  const find = (list: Wired['moved'], name: string) => {
    const found = list.find(({ key }) => key === name);
    return found ? give(found.sample) : missing(name);
  };
  return {
    get x() {
      return inputs[0] ?? missing('the first input');
    },
    get other() {
      return inputs[1] ?? missing('the second input');
    },
    inputs,
    weight: (name) => find(moved.slice(count), name),
    state: (name) => find(still, name),
    settings: example.settings ?? {},
    training,
    throughSigmoid: example.throughSigmoid === true,
  };
}

function tensorOf(tf: Tf, { data, shape, dtype }: Sample): TfTensor {
  return tf.tensor(Array.from(data), [...shape], dtype === 'uint8' ? 'int32' : dtype);
}

function only(tf: Tf, make: () => readonly TfTensor[]): Values {
  return read(tf, make)[0] ?? missing('a value');
}

// The numbers of tensors that are gone afterwards.
function read(tf: Tf, make: () => readonly TfTensor[]): readonly Values[] {
  let values: readonly Values[] = [];
  tf.tidy(() => {
    values = make().map(valuesOf);
  });
  return values;
}

function valuesOf(tensor: TfTensor): Values {
  return { shape: tensor.shape, data: tensor.dataSync() };
}

function missing(what: string): never {
  throw new Error(`missing: ${what}`);
}
