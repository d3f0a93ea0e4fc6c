// Writes a graph as a SavedModel: the form in which a TensorFlow session takes it, and in which
// TensorFlow Serving and Python load it.
import messages from '@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js';
import { bug } from '../../diagnostics/outside-error.ts';
import type { FinishedGraph } from '../ir/needed.ts';
import type { GraphNode, Tensor } from '../ir/tensor.ts';
import { dtypeNumbers, graphDef, shapeDef } from './graph-def.ts';
import { readStoredGraph } from './stored-graph.ts';

export interface Signature {
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly outputs: Readonly<Record<string, Tensor>>;
}

/** How a loader fills the variables from the folder variables/: it feeds `prefix` and runs `restore`. */
export interface Restoring {
  readonly prefix: Tensor;
  readonly save: Tensor;
  readonly restore: GraphNode;
}

export interface SavedModelContent extends Pick<FinishedGraph, 'builder' | 'roots'> {
  readonly signatures?: Readonly<Record<string, Signature>>;
  readonly restoring?: Restoring;
}

/** The content of saved_model.pb. */
export function encodeSavedModel({ builder, roots, signatures = {}, restoring }: SavedModelContent): Uint8Array {
  const meta = new messages.MetaGraphDef();
  const info = new messages.MetaGraphDef.MetaInfoDef();
  info.setTagsList(['serve']);
  meta.setMetaInfoDef(info);
  const kept = [...roots, ...Object.values(signatures).flatMap(nodesOf)];
  if (restoring) {
    kept.push(restoring.restore, restoring.save.node);
    meta.setSaverDef(saverDef(restoring));
  }
  meta.setGraphDef(graphDef(builder, kept));
  for (const [name, signature] of Object.entries(signatures)) {
    meta.getSignatureDefMap().set(name, signatureDef(signature));
  }
  const model = new messages.SavedModel();
  model.setSavedModelSchemaVersion(1);
  model.setMetaGraphsList([meta]);
  const bytes = model.serializeBinary();
  // What a loader restores comes back from a file one day: it must be what is taken then.
  if (restoring) assertOurs(bytes);
  return bytes;
}

function assertOurs(bytes: Uint8Array): void {
  const stored = readStoredGraph(bytes, []);
  if (stored.kind !== 'ours') bug(stored.kind === 'foreign' ? `a model of ours has ${stored.what}` : 'a broken model');
}

function nodesOf({ inputs, outputs }: Signature): readonly GraphNode[] {
  return [...Object.values(inputs), ...Object.values(outputs)].map((tensor) => tensor.node);
}

function saverDef({ prefix, save, restore }: Restoring): InstanceType<typeof messages.SaverDef> {
  const saver = new messages.SaverDef();
  saver.setFilenameTensorName(`${prefix.node.name}:0`);
  saver.setSaveTensorName(`${save.node.name}:0`);
  saver.setRestoreOpName(restore.name);
  saver.setVersion(2);
  return saver;
}

function signatureDef({ inputs, outputs }: Signature): InstanceType<typeof messages.SignatureDef> {
  const signature = new messages.SignatureDef();
  signature.setMethodName('tensorflow/serving/predict');
  for (const [name, tensor] of Object.entries(inputs)) signature.getInputsMap().set(name, tensorInfo(tensor));
  for (const [name, tensor] of Object.entries(outputs)) signature.getOutputsMap().set(name, tensorInfo(tensor));
  return signature;
}

function tensorInfo(tensor: Tensor): InstanceType<typeof messages.TensorInfo> {
  const info = new messages.TensorInfo();
  info.setName(`${tensor.node.name}:${tensor.index}`);
  info.setDtype(dtypeNumbers[tensor.dtype]);
  info.setTensorShape(shapeDef(tensor.shape));
  return info;
}
