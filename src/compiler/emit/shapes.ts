// The shapes that a pipeline can draw, in the order of the file: their numbers in previews.
import type { AugmentModel } from '../../dsl/model/model.ts';
import type { OperationCall } from '../../ops/core/call.ts';
import { callsIn } from '../../ops/core/setting.ts';
import { operationOf } from '../../ops/table.ts';

export function listShapes({ flow }: AugmentModel): readonly OperationCall[] {
  return flow.nodes
    .flatMap(({ call }) => Object.values(call.settings).flatMap((setting) => [...callsIn(setting)]))
    .filter(({ kind }) => kind === 'shape');
}

/** The folders of textures that a pipeline shows, each once. */
export function listTextures({ flow }: AugmentModel): readonly string[] {
  const folders = flow.nodes.flatMap(({ call }) => {
    const operation = operationOf(call);
    const name = operation.kind === 'augmentation' ? operation.textureFolder : undefined;
    const folder = name === undefined ? undefined : call.settings[name];
    return folder?.kind === 'text' ? [folder.value] : [];
  });
  return [...new Set(folders)];
}
