// A compiled graph that comes back from a file: what the runtime asks before it loads one.
export { readStoredGraph as readStoredModel } from '../graph/protobuf/stored-graph.ts';
