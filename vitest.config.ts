import { defineConfig } from 'vitest/config';
import { tfjsFolder } from './scripts/tfjs-package.js';

// unit: no TensorFlow, seconds. engine: needs the engine, which the global setup installs. slow: whole runs.
const project = (name: string, include: string[], globalSetup: string[]) => ({
  resolve: { alias: { '@tensorflow/tfjs-node-gpu': tfjsFolder() } },
  test: {
    name,
    include,
    globalSetup: ['test/setup-temporary.ts', ...globalSetup],
    pool: 'forks' as const,
    testTimeout: name === 'slow' ? 600_000 : 60_000,
    hookTimeout: 300_000,
  },
});

export default defineConfig({
  test: {
    reporters: ['default', './scripts/count-reporter.js'],
    projects: [
      project('unit', ['test/unit/**/*.test.{ts,tsx}'], []),
      project('engine', ['test/engine/**/*.test.ts'], ['test/setup-engine.ts']),
      project('slow', ['test/slow/**/*.test.ts'], ['test/setup-engine.ts', 'test/setup-build.ts']),
    ],
  },
});
