// The shapes that a pipeline can draw, in the order of the file: their numbers in previews.
import type { AugmentModel } from '../../dsl/model/model.ts';
import type { OperationCall } from '../../ops/core/call.ts';
import { callsIn } from '../../ops/core/setting.ts';
import { operationOf } from '../../ops/table.ts';

/** Each once: one that several steps use is the same shape, drawn once. */
export function listShapes({ flow }: AugmentModel): readonly OperationCall[] {
  const calls = flow.nodes.flatMap(({ call }) =>
    Object.values(call.settings).flatMap((setting) => [...callsIn(setting)]),
  );
  const shapes = calls.filter(({ kind }) => kind === 'shape');
  return [...new Map(shapes.map((shape) => [shape.path, shape])).values()];
}

/** A folder that samples are given a picture of. Of defects there are two in a row: the picture, and then its mask. */
export interface GivenFolder {
  readonly folder: string;
  readonly shows: 'textures' | 'defects' | 'masks of defects';
}

/** Each once, in the order of the program. */
export function listGivenFolders({ flow }: AugmentModel): readonly GivenFolder[] {
  const found = flow.nodes.flatMap(({ call }): readonly GivenFolder[] => {
    const operation = operationOf(call);
    if (operation.kind !== 'augmentation') return [];
    const { textureFolder, defectFolder } = operation;
    return [
      ...foldersOf(call, textureFolder).map((folder) => ({ folder, shows: 'textures' }) as const),
      ...foldersOf(call, defectFolder).flatMap((folder) => [
        { folder, shows: 'defects' } as const,
        { folder, shows: 'masks of defects' } as const,
      ]),
    ];
  });
  return [...new Map(found.map((given) => [givenKey(given), given])).values()];
}

function foldersOf({ settings }: OperationCall, name: string | undefined): readonly string[] {
  const folder = name === undefined ? undefined : settings[name];
  return folder?.kind === 'text' ? [folder.value] : [];
}

/** What a sample's pictures are found by. */
export function givenKey({ folder, shows }: GivenFolder): string {
  return shows === 'textures' ? folder : `${shows}: ${folder}`;
}

/** The keys of all given folders. */
export function listTextures(augment: AugmentModel): readonly string[] {
  return listGivenFolders(augment).map(givenKey);
}
