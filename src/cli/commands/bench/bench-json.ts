// What `anoseg bench` measured, as JSON: its names are a promise to scripts.
import { spreadOf, totalOf } from '../../../api/runs.ts';
import { type BenchResult, expectedTraining, shownOperations } from './bench-result.ts';

export function benchDocument({ measured, profile, threads, trainingSteps }: BenchResult) {
  const { steps, step, network, samples, peakMemory, setupMs, busy, pictures, engine } = measured;
  const times = spreadOf(step);
  return {
    format_version: '1.0',
    steps,
    step_ms: rounded(times),
    network_ms: rounded(spreadOf(network)),
    step_cpu_ms: rounded(spreadOf({ ...step, wall: step.cpu })),
    network_cpu_ms: rounded(spreadOf({ ...network, wall: network.cpu })),
    images_per_second: round((1000 * samples) / times.median),
    peak_rss_mb: round(peakMemory / 1e6),
    engine: `tensorflow ${engine.tensorflow} ${engine.variant}`,
    device: engine.device,
    onednn: engine.oneDnn === undefined ? null : engine.oneDnn === 'on',
    threads,
    images: { count: pictures.count, from: pictures.areDrawn ? 'drawn' : 'data' },
    setup_ms: round(setupMs),
    load: round(busy.load),
    cores: busy.cores,
    training: { steps: trainingSteps, seconds: round(expectedTraining(times.median, trainingSteps) / 1000) },
    profile: {
      steps: profile.steps,
      step_ms: round(profile.total),
      other_ms: round(profile.rest),
      operations: profile.operations.slice(0, shownOperations).map((found) => ({
        name: found.name,
        operation: found.operation,
        file: found.file,
        line: found.line,
        column: found.column,
        ms: round(totalOf(found)),
        share: round(totalOf(found) / profile.total),
        forward_ms: round(found.times.forward),
        backward_ms: round(found.times.backward),
        update_ms: round(found.times.update),
      })),
    },
  };
}

function rounded({ median, min, max }: ReturnType<typeof spreadOf>) {
  return { median: round(median), min: round(min), max: round(max) };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
