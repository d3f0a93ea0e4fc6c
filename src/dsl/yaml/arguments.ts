// What the arguments of a call are in YAML: a key is the name of one where the call has it, else it names a call; and a
// sequence is a chain where an image, a tensor or a step is taken, else a list. Reading and writing go by the same rule.
import { nearest } from '../../diagnostics/nearest.ts';
import type { SectionName } from '../syntax/ast.ts';
import type { SequenceForm, Signature, Vocabulary } from '../syntax/vocabulary.ts';

/** What the calls of a file can name. */
export interface NamesInView {
  signatureOf(name: string): Signature | undefined;
  isCallable(name: string): boolean;
  callables(): Iterable<string>;
}

/** `own`: blocks and networks of the file, with the names of their arguments; `imported`: what is known by name alone. */
export function namesInView(
  vocabulary: Vocabulary,
  own: ReadonlyMap<string, readonly string[]>,
  imported: readonly string[],
): NamesInView {
  const others = new Set([...own.keys(), ...imported, 'maybe', 'repeat']);
  return {
    // An operation keeps its name.
    signatureOf: (name) => vocabulary.signatureOf(name) ?? ownSignature(own.get(networkOf(name))),
    isCallable: (name) => vocabulary.callables.has(name) || others.has(networkOf(name)),
    callables: () => [...others, ...vocabulary.callables],
  };
}

// `encoder.features` is called like `encoder`.
function networkOf(name: string): string {
  return name.split('.')[0] ?? name;
}

function ownSignature(names: readonly string[] | undefined): Signature | undefined {
  return names && { inputs: names, isVariadic: false, settings: new Map(), rest: undefined };
}

/** What a sequence is under a key of a section: chains are made where images, tensors and maps are. */
export function formInSection(section: SectionName, key: string): SequenceForm {
  if (section === 'data' || section === 'train' || section === 'experiment') return 'list';
  return section === 'evaluate' && ['report', 'test_time'].includes(key) ? 'list' : 'chain';
}

/** One argument: by its name, or by its place. */
export interface ArgumentPlace {
  readonly isNamed: boolean;
  readonly form: SequenceForm;
}

/**
 * `keys`: of arguments that are mappings with one key, undefined for others. `isStep`: what flows into the call comes from
 * elsewhere, so that arguments by place are those behind it.
 */
export function placeArguments(
  callee: string,
  keys: readonly (string | undefined)[],
  isStep: boolean,
  view: NamesInView,
): readonly ArgumentPlace[] {
  const signature = view.signatureOf(callee);
  const named = keys.map((key) => key !== undefined && isArgumentName(key, signature, view));
  const open = signature?.inputs
    .slice(isStep ? 1 : 0)
    .filter((name) => !keys.some((key, i) => named[i] && key === name));
  const count = named.filter((is) => !is).length;
  let place = 0;
  return keys.map((key, i) => {
    if (named[i] === true) return { isNamed: true, form: signature?.settings.get(key ?? '') ?? 'chain' };
    return { isNamed: false, form: formByPlace(signature, place++ - (open?.length ?? 0), count) };
  });
}

/** Whether a key among the arguments of a call is the name of one. */
function isArgumentName(key: string, signature: Signature | undefined, view: NamesInView): boolean {
  const names = signature && [...signature.inputs, ...signature.settings.keys()];
  if (names?.includes(key)) return true;
  if (view.isCallable(key)) return false;
  // A slip of the finger: of which it is one, decides what is told.
  return names === undefined || nearest(key, names) !== undefined || nearest(key, view.callables()) === undefined;
}

// `place`: among the settings; below zero it is an input. `count`: of all arguments by place.
function formByPlace(signature: Signature | undefined, place: number, count: number): SequenceForm {
  if (signature === undefined || place < 0 || signature.isVariadic) return 'chain';
  const settings = [...signature.settings];
  const [name, form] = settings[place] ?? [];
  const rest = settings.findIndex(([key]) => key === signature.rest);
  if (rest < 0 || place < rest) return form ?? 'list';
  // Alone it is the list, `any_of: [[flip(horizontal), jitter()]]`; else one of its items.
  const isAlone = name === signature.rest && count === place + 1;
  return isAlone ? (form ?? 'list') : settings[rest]?.[1] === 'steps' ? 'step' : 'list';
}
