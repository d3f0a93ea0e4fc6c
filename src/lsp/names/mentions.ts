// Every word of a pipeline's files with its meaning, by the rules of names alone: nothing is evaluated,
// so that parts with errors, parts that a `when` leaves out and blocks that nobody calls are there too.

import {
  type Binding,
  type Block,
  experimentWords,
  type Name,
  type Network,
  perNetwork,
  type ReadType,
  type Section,
  type Statement,
  sectionSettings,
} from '../../api/editor.ts';
import type { Loaded, LoadedFile } from '../../api/language.ts';
import { type Declared, declaredNames, type FileNames, importsOf } from './declared.ts';
import { ExpressionNames } from './expressions.ts';
import type { Mention, Target } from './target.ts';
import { discriminators, networkValue, type View, viewOf } from './view.ts';

/** The words of each file that mean something, in the order of the text. */
export type Mentions = ReadonlyMap<LoadedFile, readonly Mention[]>;

export function collectMentions(loaded: Loaded): Mentions {
  const names = declaredNames(loaded);
  return new Map(
    [...names.values()].map((own) => {
      const found = new FileMentions(own, names).collect();
      return [own.file, found.toSorted((a, b) => a.span.start - b.span.start)];
    }),
  );
}

class FileMentions {
  readonly #found: Mention[] = [];
  readonly #note = (span: Mention['span'], target: Target, declares = false) => {
    if (span.end > span.start) this.#found.push({ span, target, declares });
  };

  constructor(
    readonly own: FileNames,
    readonly names: ReadonlyMap<LoadedFile, FileNames>,
  ) {}

  collect(): readonly Mention[] {
    for (const item of this.own.file.parsed.file.items) {
      if (item.kind === 'param') {
        this.#declare(this.own.params.get(item.name.text), item.name.span);
        const expressions = this.#expressions(undefined);
        for (const value of [item.value, item.bounds]) if (value) expressions.visit(value, undefined);
      } else if (item.kind !== 'use') this.#body(item);
    }
    this.#imports();
    return this.#found;
  }

  #imports(): void {
    for (const { item, imported } of importsOf(this.own.file)) {
      const declared = this.own.items.get(item.alias.text);
      if (declared === undefined) continue;
      const original = declared.kind === 'alias' ? declared.of : declared;
      this.#note(item.name.span, { to: 'declared', declared: original });
      if (declared.kind === 'alias') this.#note(item.alias.span, { to: 'declared', declared }, true);
      const use = this.own.file.parsed.file.items.find((line) => line.kind === 'use' && line.names.includes(item));
      if (use?.kind === 'use' && use.names[0] === item) this.#note(use.path.span, { to: 'file', file: imported.file });
    }
  }

  #body(body: Network | Block | Section): void {
    const expressions = this.#expressions(body);
    if (body.kind === 'section') this.#note(body.keyword, { to: 'section', section: body.section });
    else {
      this.#declare(this.own.items.get(body.name.text), body.name.span);
      for (const { name, default: standard } of body.parameters) {
        const declared = this.own.bodies.get(body)?.get(name.text);
        const value = this.#valueTaken(body, name.text);
        if (value) this.#note(name.span, { to: 'declared', declared: value });
        else this.#declare(declared, name.span);
        if (standard) expressions.visit(standard, undefined);
      }
    }
    for (const statement of body.statements) this.#statement(statement, body, expressions);
  }

  #statement(statement: Statement, body: Network | Block | Section, expressions: ExpressionNames): void {
    if (body.kind === 'section' && body.section === 'experiment' && statement.kind === 'binding')
      this.#experimentLine(statement);
    let type: ReadType<unknown> | undefined;
    for (const { path } of statement.kind === 'binding' ? statement.targets : []) {
      const [name, network] = path;
      if (name === undefined) continue;
      const declared = this.own.bodies.get(body)?.get(name.text);
      type = body.kind === 'section' ? keyType(body.section, name.text) : undefined;
      if (declared) this.#note(name.span, { to: 'declared', declared }, declared.span.start === name.span.start);
      else if (body.kind === 'section' && type)
        this.#note(name.span, { to: 'key', section: body.section, key: name.text, type });
      const owner = network && this.own.items.get(network.text);
      if (network && owner && perNetwork.some((key) => key === name.text))
        this.#note(network.span, { to: 'declared', declared: owner });
    }
    expressions.visit(statement.value, type);
  }

  // `each.width = …`: a parameter of another file. What is behind the sign are plain values.
  #experimentLine({ targets, value }: Binding): void {
    const { pipeline } = this.own.file;
    const [part, name] = targets[0]?.path ?? [];
    if (part && name) this.#experimentWord(part);
    const declared = pipeline && name && this.names.get(pipeline)?.params.get(name.text);
    if (declared) this.#note(name.span, { to: 'declared', declared });
    if (name && value.kind === 'reference' && value.path[0]) this.#experimentWord(value.path[0]);
    if (pipeline && part?.text === 'pipeline' && value.kind === 'text')
      this.#note(value.span, { to: 'file', file: pipeline });
  }

  #experimentWord({ text, span }: Name): void {
    const name = Object.keys(experimentWords).find((word): word is keyof typeof experimentWords => word === text);
    if (name) this.#note(span, { to: 'experiment word', name });
  }

  #expressions(body: Network | Block | Section | undefined): ExpressionNames {
    const view = viewOf(body, this.own, this.names);
    // A network's parameter that is a value of another network is that value.
    const lookup: View['lookup'] = (name) => {
      const found = view.lookup(name);
      const isParameter = found?.kind === 'parameter' && body?.kind === 'network';
      return (isParameter ? this.#valueTaken(body, name) : undefined) ?? found;
    };
    return new ExpressionNames({ ...view, lookup }, this.#note);
  }

  // The other network's value that a generator's parameter is, by its name.
  #valueTaken(body: Network | Block, name: string): Declared | undefined {
    if (body.kind !== 'network' || discriminators(this.own).has(body.name.text)) return undefined;
    const value = networkValue(name, undefined, this.own, this.names);
    return value?.kind === 'value' && value.owner !== body ? value : undefined;
  }

  #declare(declared: Declared | undefined, span: Mention['span']): void {
    if (declared) this.#note(span, { to: 'declared', declared }, declared.span.start === span.start);
  }
}

/** The type of a section's setting. */
export function keyType(section: Section['section'], key: string): ReadType<unknown> | undefined {
  if (section === 'augment' || section === 'loss') return undefined;
  const types: Readonly<Record<string, ReadType<unknown>>> = sectionSettings[section];
  return Object.hasOwn(types, key) ? types[key] : undefined;
}
