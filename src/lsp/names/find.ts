// The word under a cursor.
import type { LoadedFile } from '../../api/language.ts';
import type { Analysis } from '../workspace.ts';
import type { Mention } from './target.ts';

/** The one that a cursor stands in, or at whose end it stands. */
export function mentionAt({ checked, mentions }: Analysis, offset: number): Mention | undefined {
  const own = mentionsIn(checked.loaded.entry, mentions);
  return (
    own.find(({ span }) => span.start <= offset && offset < span.end) ?? own.find(({ span }) => span.end === offset)
  );
}

export function mentionsIn(file: LoadedFile, mentions: Analysis['mentions']): readonly Mention[] {
  return mentions.get(file) ?? [];
}
