// The place of a cursor in YAML in the terms of the language: which body, which value, which call around it.
import { experimentParts, sectionNames, type Tokens } from '../../api/editor.ts';
import { type Body, type Context, expressionContext, type Frame, isPipelinePath } from './context.ts';
import { type Segment, type YamlPlace, yamlPlaceOf } from './yaml-place.ts';

const nothing: Context = { at: 'nothing' };

/** `before`: the text before the word at the cursor. */
export function yamlContextOf(before: string, tokenize: (text: string) => Tokens): Context {
  const place = yamlPlaceOf(before);
  const [first, second, third] = place?.path ?? [];
  if (place === undefined) return nothing;
  if (first === undefined) return place.isKey ? { at: 'item', words: place.siblings } : nothing;
  const section = sectionNames.find((name) => first.kind === 'key' && name === first.text);
  if (section !== undefined) return bodyContext(place, 1, { word: section, name: undefined }, tokenize);
  if (first.kind !== 'key') return nothing;
  if (first.text === 'use') return importContext(place, before);
  if ((first.text !== 'network' && first.text !== 'block') || second?.kind !== 'key') return nothing;
  const body = { word: first.text, name: second.text } as const;
  if (third === undefined) return place.isKey ? { at: 'line', body } : nothing;
  if (third.kind === 'key' && third.text === 'values')
    return place.path.length > 3 ? bodyContext(place, 3, body, tokenize) : nothing;
  return third.kind === 'key' && third.text === 'return' ? valueContext(place, 3, body, [], tokenize) : nothing;
}

// A mapping of lines: settings, or values by their names.
function bodyContext(place: YamlPlace, at: number, body: Body, tokenize: (text: string) => Tokens): Context {
  const key = place.path[at];
  const owner = key === undefined ? /^(\w+)\.$/.exec(place.tail)?.[1] : undefined;
  if (owner !== undefined) return memberContext(body, owner);
  if (key === undefined) return place.isKey ? { at: 'line', body } : nothing;
  if (key.kind !== 'key') return nothing;
  const target = key.text.split(/\s*[.,]\s*/);
  if (isPipelinePath(body, target)) return { at: 'path', written: place.tail, isPipeline: true };
  if (body.word === 'experiment' && Object.hasOwn(experimentParts, key.text)) {
    const below = place.path[at + 1];
    if (below === undefined) return place.isKey ? memberContext(body, key.text) : nothing;
    return below.kind === 'key' ? valueContext(place, at + 2, body, [key.text, below.text], tokenize) : nothing;
  }
  return valueContext(place, at + 1, body, target, tokenize);
}

// Behind the dot of a key.
function memberContext(body: Body, owner: string): Context {
  return { at: 'expression', body, target: [owner], frames: [], position: { kind: 'member', owner } };
}

function valueContext(
  place: YamlPlace,
  at: number,
  body: Body,
  target: readonly string[],
  tokenize: (text: string) => Tokens,
): Context {
  const isChain =
    body.word !== 'data' && body.word !== 'train' && body.word !== 'evaluate' && body.word !== 'experiment';
  const around = framesOf(place.path.slice(at), isChain, place);
  if (around === undefined) return nothing;
  const { frames, isStep } = around;
  // The step's arrow is not written in YAML.
  const text = isStep ? `-> ${place.tail}` : place.tail;
  const context = expressionContext(text, tokenize(text).tokens, body, target, frames);
  if (context.at !== 'expression') return context;
  const inCall = context.frames.length > frames.length && !place.isQuoted;
  return {
    ...context,
    // A plain value ends at a colon: names are written in quotes, or as keys.
    frames: inCall ? context.frames.map((frame) => ({ ...frame, isStart: false })) : context.frames,
    yaml: { isKey: place.tail.trim() === '' && !place.isFlow && !place.isQuoted, takesNames: place.isKey },
  };
}

/** What the segments behind a value's name mean. */
type Meaning = 'chain' | 'setting' | 'arguments' | 'argument' | 'maybe';

interface Around {
  readonly frames: readonly Frame[];
  readonly isStep: boolean;
}

function framesOf(path: readonly Segment[], isChain: boolean, { isKey, siblings }: YamlPlace): Around | undefined {
  const frames: Frame[] = [];
  let meaning: Meaning = isChain ? 'chain' : 'setting';
  let isStep = false;
  const change = (parts: Partial<Frame>) => {
    const top = frames.pop();
    if (top) frames.push({ ...top, ...parts });
  };
  for (const segment of path) {
    if (meaning === 'arguments') {
      if (segment.kind === 'item') change({ position: segment.index });
      else change({ argument: segment.text, given: [...segment.siblings, segment.text] });
      meaning = segment.kind === 'item' ? 'argument' : 'setting';
    } else if (segment.kind === 'item') {
      if (meaning === 'argument' || meaning === 'maybe') return undefined;
      if (meaning === 'chain') isStep = segment.index > 0;
      else frames.push(frameOf(undefined, false));
    } else if (meaning === 'maybe') {
      if (segment.text !== 'do') return undefined;
      meaning = 'chain';
    } else if (meaning === 'argument') {
      change({ argument: segment.text, given: [segment.text] });
      meaning = 'setting';
    } else if (segment.text === 'maybe' || segment.text === 'repeat') meaning = 'maybe';
    else {
      frames.push(frameOf(segment.text, isStep));
      [meaning, isStep] = ['arguments', false];
    }
  }
  if (meaning === 'maybe') return undefined;
  if (meaning === 'arguments') change({ isStart: isKey, given: siblings });
  return { frames, isStep };
}

function frameOf(callee: string | undefined, isPiped: boolean): Frame {
  return { callee, isPiped, given: [], argument: undefined, position: 0, isStart: false };
}

// The list of imports; the `from` of an import may stand on either side of it.
function importContext({ path, tail }: YamlPlace, before: string): Context {
  const key = path[2];
  if (key?.kind !== 'key') return nothing;
  if (key.text === 'from') return { at: 'path', written: tail };
  const from = /[\s{]from:[ \t]*["']?([^\s"',}]+)/.exec(
    before.slice(Math.max(0, before.lastIndexOf('from:') - 1)),
  )?.[1];
  const isName = path[3]?.kind === 'item' && tail === '';
  return key.text === 'import' && isName && from !== undefined ? { at: 'import', path: from, taken: [] } : nothing;
}
