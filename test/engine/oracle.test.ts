// The oracle itself: tfjs's eager operations and gradients run on the installed engine, in the same process as ours.
import type { Rank, Tensor } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { loadBinding } from '../../src/engine/binding.ts';
import { cacheFolder } from '../../src/engine/cache-folder.js';
import { findEngine } from '../../src/engine/engine.ts';
import { selfTest } from '../../src/engine/self-test.js';
import { loadOracle } from '../oracle.ts';

it('computes values and gradients on the TensorFlow backend', () => {
  const tf = loadOracle();
  expect(tf.getBackend()).toBe('tensorflow');
  const values = tf.tidy(() => {
    const image = tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);
    const kernel = tf.tensor1d([3]);
    const loss = (weights: Tensor) => {
      const filter = tf.reshape<Rank.R4>(weights, [1, 1, 1, 1]);
      return tf.mean(tf.square(tf.conv2d(image, filter, 1, 'same')));
    };
    return [loss(kernel).dataSync()[0], tf.grad(loss)(kernel).dataSync()[0]];
  });
  // The mean of (3 x)^2 over x = 1 to 4, and its derivative by the weight, 2 * 3 * mean of x^2.
  expect(values).toEqual([67.5, 45]);
});

it('shares one native module with the engine', () => {
  const engine = findEngine(cacheFolder(), process.env.ANOSEG_TEST_VARIANT === 'cuda' ? 'cuda' : 'cpu');
  if (engine === undefined) throw new Error('the global setup has installed the engine');
  const binding = loadBinding(engine);
  const before = binding.getNumOfTensors();
  const tf = loadOracle();
  const tensor = tf.square(tf.tensor1d([1, 2]));
  expect(binding.getNumOfTensors()).toBeGreaterThan(before);
  tensor.dispose();
  expect(selfTest(binding).ok).toBe(true);
});
