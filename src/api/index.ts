// `import … from 'anoseg'`: the language, compiling to TensorFlow graphs, metrics of anomaly maps, and the files of this
// machine. Ends no process, prints nothing, loads no TensorFlow; docs/api.md has an example for each.

export { computeCurves, computeMetrics as score, MetricsAccumulator } from '../metrics/metrics.ts';
export type { Curves, MetricSet, Metrics, MetricsOptions, ScoredImage } from '../metrics/types.ts';
export { fileReader } from '../runtime/pipeline-files/file-reader.ts';
export * from './compile.ts';
export * from './language.ts';
