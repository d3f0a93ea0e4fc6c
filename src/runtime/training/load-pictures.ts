// Gives a session the pictures that live in it. Where pixels are fed there is nothing to give.
import type { TrainingProgram } from '../../compiler/training-program.ts';
import type { TrainingPictures } from '../feed/batch-source.ts';
import type { Session } from '../session/session.ts';

export function loadPictures(
  session: Session,
  program: TrainingProgram,
  { images, foreground, textures }: TrainingPictures,
): void {
  const { loadData, loadForeground, loadTextures } = program.fetches;
  const load = (fetch: string | undefined, pixels: Uint8Array | undefined) => {
    if (fetch === undefined || pixels === undefined) return;
    session.run({ [program.feeds.pixels]: { dtype: 'string', shape: [], data: [pixels] } }, [fetch]);
  };
  load(loadData, images.pixels);
  load(loadForeground, foreground?.pixels);
  for (const [i, fetch] of loadTextures.entries()) load(fetch, textures[i]?.pixels);
}
