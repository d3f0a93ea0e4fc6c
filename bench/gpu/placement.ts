// Writes where the nodes of a pipeline's training step will be by `src/graph/placement`: { "NODE": "gpu" | "cpu" }.
//   placement.ts PIPELINE FILE SETTINGS…
import { writeFileSync } from 'node:fs';
import { emitTraining } from '../../src/compiler/training-program.ts';
import { stepNames } from '../../src/drawing/placement-text.ts';
import { neededNodes } from '../../src/graph/ir/needed.ts';
import { placementOf } from '../../src/graph/placement/placement.ts';
import { checkedModel } from '../../test/pipelines.ts';

const [pipeline = '', file = '', ...settings] = process.argv.slice(2);
const model = checkedModel(pipeline, Object.fromEntries(settings.map((text) => text.split(/=(.*)/, 2))));
const { graph, program } = emitTraining(model, { mode: 'resident', modelVariables: [] });
const names = stepNames(program.fetches);
const fetched = graph.roots.filter(({ name }) => names.includes(name));
const placement = placementOf(graph);
// Constants go to where they are used, and what is fed comes from the host.
const nodes = neededNodes(graph.builder.main.nodes, fetched).filter(({ op }) => op !== 'Const' && op !== 'Placeholder');
const places = Object.fromEntries(nodes.map((node) => [node.name, placement.has(node) ? 'gpu' : 'cpu']));
writeFileSync(file, JSON.stringify(places));
