// The shapes that a pipeline can draw, in the order of the file: their numbers in previews.
import type { AugmentModel } from '../dsl/model.ts';
import type { OperationCall } from '../ops/call.ts';
import type { Recipe } from '../ops/value.ts';

export function listShapes({ flow }: AugmentModel): readonly OperationCall[] {
  return flow.nodes
    .flatMap(({ call }) => Object.values(call.parameters).flatMap(callsOf))
    .filter(({ operation }) => operation.kind === 'shape');
}

/** The folders of textures that a pipeline shows, each once. */
export function listTextures({ flow }: AugmentModel): readonly string[] {
  const folders = flow.nodes.flatMap(({ call: { operation, parameters } }) => {
    const name = operation.kind === 'augmentation' ? operation.textureFolder : undefined;
    const folder = name === undefined ? undefined : parameters[name];
    return typeof folder === 'string' ? [folder] : [];
  });
  return [...new Set(folders)];
}

function callsOf(value: unknown): readonly OperationCall[] {
  if (!isRecipe(value)) return [];
  switch (value.kind) {
    case 'call':
      return [value.call, ...Object.values(value.call.parameters).flatMap(callsOf)];
    case 'sequence':
      return value.steps.flatMap(callsOf);
    case 'choice':
      return value.options.flatMap(callsOf);
    case 'chance':
      return callsOf(value.step);
  }
}

function isRecipe(value: unknown): value is Recipe {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  return (
    (value.kind === 'call' && 'call' in value) ||
    value.kind === 'sequence' ||
    (value.kind === 'choice' && 'path' in value) ||
    (value.kind === 'chance' && 'step' in value)
  );
}
