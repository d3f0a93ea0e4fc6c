// What the oracle of an example says: values, and tfjs's gradient where tfjs is the oracle.
import type { Example, Sample, Tf, TfTensor, Values } from './example.ts';
import type { Derivative } from './wiring.ts';

/** The values that the outputs must have, in order; a formula may leave out the last outputs. */
export function expectedValues(tf: Tf, example: Example): readonly Values[] {
  if ('fixture' in example) return [example.fixture];
  if ('formula' in example) return [example.formula(example.inputs)].flat();
  return read(tf, () =>
    [
      example.tfjs(
        tf,
        example.inputs.map((sample) => tensorOf(tf, sample)),
      ),
    ].flat(),
  );
}

/** tfjs's gradients of the weighted sum of the outputs; undefined where tfjs is not the oracle. */
export function tfjsGradients(tf: Tf, example: Example, { wrt, flowing }: Derivative): readonly Values[] | undefined {
  if (!('tfjs' in example) || example.tfjsGradient !== undefined) return undefined;
  return read(tf, () => {
    const inputs = example.inputs.map((sample) => tensorOf(tf, sample));
    const loss = (...xs: TfTensor[]) => {
      const all = inputs.map((input, i) => xs[wrt.indexOf(i)] ?? input);
      const outputs = [example.tfjs(tf, all)].flat();
      return tf.addN(
        flowing.map(({ tensor: { index }, weights }) =>
          tf.sum(tf.mul(outputs[index] ?? Number.NaN, tensorOf(tf, { ...weights, dtype: 'float32' }))),
        ),
      );
    };
    return tf.grads(loss)(inputs.filter((_, i) => wrt.includes(i)));
  });
}

function tensorOf(tf: Tf, { data, shape, dtype }: Sample): TfTensor {
  return tf.tensor(Array.from(data), [...shape], dtype === 'uint8' ? 'int32' : dtype);
}

// The numbers of tensors that are gone afterwards.
function read(tf: Tf, make: () => readonly TfTensor[]): readonly Values[] {
  let values: readonly Values[] = [];
  tf.tidy(() => {
    values = make().map((tensor) => ({ shape: tensor.shape, data: tensor.dataSync() }));
  });
  return values;
}
