// The names in view at one place of a file.
import {
  type Block,
  discriminatorNames,
  type Network,
  type Place,
  placeOfBlock,
  type Section,
} from '../../api/editor.ts';
import type { LoadedFile } from '../../api/language.ts';
import type { Declared, FileNames } from './declared.ts';

/** The names in view at one place of a file. */
export interface View {
  readonly place: Place;
  readonly names: FileNames;
  /** A value or parameter of the body around, or of the file. */
  lookup(name: string): Declared | undefined;
  /** `map` or `generator.map`, where values of networks are in view. */
  networkValue(name: string, network: string | undefined): Declared | undefined;
}

/** The view from inside a body, for those who look for names that could stand there. */
export function viewOf(
  body: Network | Block | Section | undefined,
  own: FileNames,
  names: ReadonlyMap<LoadedFile, FileNames>,
): View {
  const place = body === undefined ? 'setting' : placeOf(body);
  const hasNames = body !== undefined && (body.kind !== 'section' || body.section === 'augment');
  const inner = hasNames ? own.bodies.get(body) : undefined;
  return {
    place,
    names: own,
    lookup: (name) => inner?.get(name) ?? own.params.get(name),
    networkValue: (name, network) => networkValue(name, network, own, names),
  };
}

function placeOf(body: Network | Block | Section): Place {
  if (body.kind === 'section') return body.section;
  return body.kind === 'block' ? placeOfBlock(body) : 'network';
}

export function networkValue(
  name: string,
  network: string | undefined,
  own: FileNames,
  names: ReadonlyMap<LoadedFile, FileNames>,
): Declared | undefined {
  const judges = discriminators(own);
  const found = [...own.items].flatMap(([alias, item]) => {
    const target = item.kind === 'alias' ? item.of : item;
    const inQuestion = network === undefined ? !judges.has(alias) : alias === network;
    if (target.kind !== 'network' || !inQuestion) return [];
    const value = names.get(target.file)?.bodies.get(target.node)?.get(name);
    return value?.kind === 'value' ? [value] : [];
  });
  return found[0];
}

export function discriminators({ file }: FileNames): ReadonlySet<string> {
  const loss = file.parsed.file.items.find((item) => item.kind === 'section' && item.section === 'loss');
  return discriminatorNames(loss?.kind === 'section' ? loss : undefined);
}
