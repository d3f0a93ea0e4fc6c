// Pipelines as pictures and as text: the diagram of a plan, and the graph that TensorFlow runs.
export { graphText } from '../drawing/graph-text.ts';
export { mermaidText } from '../drawing/mermaid.ts';
export { layOut, svgText } from '../drawing/picture.ts';
export { placementText } from '../drawing/placement-text.ts';
export { topologyOf } from '../drawing/topology.ts';
