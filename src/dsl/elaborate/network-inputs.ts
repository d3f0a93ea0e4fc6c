// What the parameters of a network mean: an image of the sample, its mask, or a value of another network. Any other name
// is a mistake, told with what is near to it; those of discriminators are names of their own, filled by the loss.
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { joinSpans, type Span, textAt } from '../../diagnostics/source-file.ts';
import type { NetworkInput } from '../model/model.ts';
import type { Name, Network } from '../syntax/ast.ts';
import { everyExpression } from '../syntax/walk.ts';
import type { Declared } from './declared-networks.ts';
import { isSampleInput, type SampleInput, sampleInputs } from './sample-inputs.ts';

/** Undefined in the place of an input that has been reported. */
export interface ReadInput {
  readonly input: NetworkInput;
  readonly isKnown: boolean;
}

export class NetworkInputs {
  readonly #put: (() => void)[] = [];

  constructor(
    readonly declarations: readonly Declared[],
    readonly owners: ReadonlyMap<string, readonly Declared[]>,
    readonly reporter: Reporter,
  ) {}

  of(declared: Declared): readonly ReadInput[] {
    const { parameters } = declared.network;
    for (const [i, { name }] of parameters.entries()) {
      const before = parameters.slice(0, i).find((other) => other.name.text === name.text && name.text !== '');
      if (before !== undefined) this.#reportTwice(name, before.name);
    }
    return parameters.map(({ name }) => this.#read(name, declared));
  }

  #reportTwice({ text, span }: Name, before: Name): void {
    const related = [{ message: 'declared here first', span: before.span }];
    this.reporter.report('declared-twice', span, { name: text }, { related });
  }

  /** The inputs of networks that nothing uses: after an error elsewhere they may be used all the same. */
  reportUnused(): void {
    if (!this.reporter.hasErrors) for (const report of this.#put) report();
  }

  #read(name: Name, declared: Declared): ReadInput {
    const { text, span } = name;
    const input = (source: NetworkInput['source']): NetworkInput => ({ name: text, source, span });
    if (declared.role === 'discriminator') return { input: input({ from: 'loss' }), isKnown: true };
    if (declared.isCalledOnly) return { input: input({ from: 'call' }), isKnown: true };
    const owners = this.#ownersOf(text, declared);
    const [owner, ...others] = owners;
    if (isSampleInput(text)) {
      if (owner !== undefined) this.#reportShadowed(text, span, owner);
      return { input: input({ from: text }), isKnown: true };
    }
    if (others.length > 0)
      reportAmbiguous(text, span, owners, 'give the value another name in one of the networks', this.reporter);
    if (owner !== undefined)
      return { input: input({ from: 'network', network: owner.name, value: text }), isKnown: true };
    // Of a parameter without a name the syntax has told.
    if (text !== '' && declared.isUnused) this.#put.push(() => this.#reportUnknown(name, declared));
    else if (text !== '') this.#reportUnknown(name, declared);
    return { input: input({ from: 'seen' }), isKnown: false };
  }

  #ownersOf(value: string, { name }: Declared): readonly Declared[] {
    return (this.owners.get(value) ?? []).filter((other) => other.name !== name);
  }

  // The value may have been there before the language had the word.
  #reportShadowed(name: SampleInput, span: Span, owner: Declared): void {
    const hint = `give the value another name: as an input, \`${name}\` is ${sampleInputs[name].doc}`;
    const related = [{ message: 'taken here', span }];
    const place = owner.values.get(name) ?? span;
    this.reporter.report('name-taken', place, { name, by: 'an input of networks' }, { hint, related });
  }

  #reportUnknown(name: Name, declared: Declared): void {
    const found = meanings[name.text] ?? nearest(name.text, this.#candidates(declared));
    const fix = found === undefined ? undefined : renaming(declared, name, found);
    const hint = fix ? `did you mean \`${found}\`?` : this.#allowed(name.text, declared);
    this.reporter.report('unknown-input', name.span, { name: name.text, network: declared.name }, { hint, fix });
  }

  #allowed(name: string, declared: Declared): string {
    if (name === 'image') return 'did you mean `seen`, what the sample shows, or `clean`, the undamaged image?';
    const values = this.#candidates(declared).filter((value) => !isSampleInput(value));
    const some = values.slice(0, 3).map((value) => `\`${value}\``);
    const others = some.length === 0 ? '' : `: ${some.join(', ')}${values.length > some.length ? ', …' : ''}`;
    return `it is \`seen\`, what the sample shows, \`clean\`, the undamaged image, or a value of another network${others}`;
  }

  // Names that would be right in its place.
  #candidates(declared: Declared): readonly string[] {
    const taken = new Set([...declared.network.parameters.map(({ name }) => name.text), ...declared.values.keys()]);
    const values = [...this.owners].flatMap(([value, owners]) => {
      const [owner, ...others] = owners;
      return owner && others.length === 0 && !this.#needs(owner, declared) ? [value] : [];
    });
    const given = Object.keys(sampleInputs).filter((name) => name !== 'mask' || !declared.values.has('map'));
    return [...given, ...values].filter((name) => !taken.has(name));
  }

  // Directly or through others; every network needs itself.
  #needs(from: Declared, to: Declared): boolean {
    const reached = new Set([from]);
    for (const declared of reached) {
      if (declared === to) return true;
      const taken = declared.network.parameters.flatMap(({ name }) => this.#ownersOf(name.text, declared));
      for (const other of taken) reached.add(other);
    }
    return false;
  }
}

/** What is called otherwise elsewhere in the language, and means but one thing here. */
const meanings: Readonly<Record<string, SampleInput>> = { synthetic: 'seen' };

export function reportAmbiguous(
  name: string,
  span: Span,
  owners: readonly Declared[],
  hint: string,
  reporter: Reporter,
): void {
  const networks = owners.map((owner) => `\`${owner.name}\``).join(', ');
  const related = owners.flatMap(({ values }) => {
    const place = values.get(name);
    return place ? [{ message: 'one of them', span: place }] : [];
  });
  reporter.report('ambiguous-name', span, { name, networks }, { hint, related: related.slice(0, 4) });
}

// The network with another name for a parameter, wherever its body mentions it.
function renaming({ network, values }: Declared, { text, span }: Name, found: string) {
  if (values.has(text)) return undefined;
  const places = [span, ...mentionsOf(network, text)].toSorted((a, b) => a.start - b.start);
  const { source } = span;
  const isPlain = places.every((place) => place.source === source && textAt(place) === text);
  const whole = places.reduce(joinSpans);
  if (!isPlain) return undefined;
  let [written, at] = ['', whole.start];
  for (const { start, end } of places) {
    written += source.text.slice(at, start) + found;
    at = end;
  }
  return { span: whole, text: written };
}

function mentionsOf({ statements }: Network, name: string): readonly Span[] {
  return statements.flatMap(({ value }) =>
    everyExpression(value).flatMap((expression) => {
      const first = expression.kind === 'reference' ? expression.path[0] : undefined;
      return first?.text === name ? [first.span] : [];
    }),
  );
}
