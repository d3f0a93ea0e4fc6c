import { defineConfig } from 'vitest/config';
import { tfjsFolder } from './scripts/tfjs-package.js';

// unit: no TensorFlow, seconds. engine: needs the engine, which the global setup installs. slow: whole runs.
const project = (name: string, include: string[], needsEngine: boolean) => ({
  resolve: { alias: { '@tensorflow/tfjs-node-gpu': tfjsFolder() } },
  test: {
    name,
    include,
    ...(needsEngine ? { globalSetup: ['test/setup-engine.ts'], pool: 'forks' as const } : {}),
    testTimeout: name === 'slow' ? 600_000 : 60_000,
    hookTimeout: 300_000,
  },
});

export default defineConfig({
  test: {
    reporters: ['default', './scripts/count-reporter.js'],
    projects: [
      project('unit', ['test/unit/**/*.test.{ts,tsx}'], false),
      project('engine', ['test/engine/**/*.test.ts'], true),
      project('slow', ['test/slow/**/*.test.ts'], true),
    ],
  },
});
