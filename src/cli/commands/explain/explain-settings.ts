// Which settings a word picks, and where each comes from, as text and as JSON.

import { type Setting, type SettingOrigin, type Span, textAt } from '../../../api/language.ts';

/** Settings whose path is the word, or begins or goes on with it; all of them without a word. */
export function pickSettings(settings: readonly Setting[], word: string | undefined): readonly Setting[] {
  if (word === undefined) return settings;
  const parts = partsOf(word);
  return settings.filter(({ path }) => {
    const own = partsOf(path);
    return own.some((_, start) =>
      parts.every((part, i) => own[start + i]?.replace(/_\d+$/, '') === part || own[start + i] === part),
    );
  });
}

function partsOf(path: string): readonly string[] {
  return path.split(/[./]/);
}

/** Where the value is written: the argument of a block's call rather than the word inside the block. */
function placeOf(origin: SettingOrigin): Span | undefined {
  return origin.from === 'written' ? (origin.given ?? origin.span) : undefined;
}

/** `default`, `--set`, `pipeline.anoseg:31:20`. */
export function originText(origin: SettingOrigin): string {
  const place = placeOf(origin);
  if (place === undefined) return origin.from === 'set' ? '--set' : 'default';
  const { line, column } = place.source.position(place.start);
  return `${place.source.name}:${line}:${column}`;
}

/** What stands there, where it says more than the value: `2 * width`. */
export function writtenText({ origin, value }: Setting): string {
  const place = placeOf(origin);
  if (place === undefined) return '';
  const text = textAt(place).replaceAll(/\s+/g, ' ');
  return text === value || text.length > 40 || text.replaceAll('_', '') === value ? '' : text;
}

/** `imported`: written in a file that the pipeline imports. */
export function settingDocument({ path, value, origin }: Setting, entry: Span['source']) {
  return { path, value, origin: originDocument(origin, entry) };
}

function originDocument(origin: SettingOrigin, entry: Span['source']) {
  const place = placeOf(origin);
  if (place === undefined) return { from: origin.from };
  const { line, column } = place.source.position(place.start);
  const from = place.source === entry ? 'written' : 'imported';
  return { from, filename: place.source.name, line, column };
}
