// What the lines of a section with a fixed set of keys give: each key once, for all or for one network, perhaps switched
// off by a `when`. Values are read elsewhere, but for those that are switched off.
import { nearest, suggest } from '../../diagnostics/nearest.ts';
import type { Span } from '../../diagnostics/source-file.ts';
import type { ReadTypes } from '../../ops/core/parameter.ts';
import { type NamedArgument, readValue } from '../meaning/bind.ts';
import { unlessLeftOut } from '../meaning/conditions.ts';
import { type Declaration, mayExclude, reportDeclaredTwice } from '../meaning/declared-twice.ts';
import { reportFormerName } from '../meaning/former-names.ts';
import type { Scope } from '../meaning/scope.ts';
import type { Binding, Name, Section } from '../syntax/ast.ts';
import { foreignKey } from '../syntax/habits/foreign-names.ts';
import { formerSettings, perNetwork } from './sections.ts';

export interface DottedSetting {
  readonly key: string;
  readonly network: string;
  readonly expression: NamedArgument['value'];
}

/** What a section says, and what the keys of it may be. */
interface Named {
  readonly name: string;
  readonly types: ReadTypes;
  readonly scope: Scope;
  readonly networkNames: readonly string[];
}

export class NamedSettings {
  readonly given = new Map<string, NamedArgument['value']>();
  readonly dotted: DottedSetting[] = [];
  /** Lines that a `when` leaves out. */
  readonly leftOut = new Map<string, Span>();
  /** Keys that a misspelt one was meant to be: they are not missing. */
  readonly misspelt = new Set<string>();
  sound = true;
  readonly #named: Named;
  readonly #seen = new Map<string, Declaration & { readonly isOff: boolean }>();

  constructor(section: Section | undefined, named: Named) {
    this.#named = named;
    for (const statement of section?.statements ?? []) {
      if (statement.kind === 'return') named.scope.reporter.report('unexpected-return', statement.span, {});
      else this.#take(statement);
    }
  }

  #take({ targets, value, span }: Binding): void {
    const { name, types, scope } = this.#named;
    const [written, network] = targets[0]?.path ?? [];
    if (written === undefined || written.text === '') return;
    const key = currentKey(name, written, scope);
    if (targets.length > 1) scope.reporter.report('wrong-number-of-names', span, { names: targets.length, values: 1 });
    const path = [key, network].flatMap((part) => part?.text ?? []).join('.');
    const type = Object.hasOwn(types, key.text) ? types[key.text] : undefined;
    this.#checkKey(key, network, type !== undefined);
    const expression = unlessLeftOut(value, scope, (off, inOff) => {
      if (type) readValue(type, off, path, inOff);
    });
    const isOff = expression === undefined;
    if (!this.#isNew(path, { span: key.span, written: value, isOff }, key)) return;
    if (expression === undefined) this.leftOut.set(path, span);
    else if (network) this.dotted.push({ key: key.text, network: network.text, expression });
    else if (type) this.given.set(key.text, expression);
  }

  #checkKey(key: Name, network: Name | undefined, isKnown: boolean): void {
    const { name, types, scope, networkNames } = this.#named;
    if (network) {
      if (!checkDotted(name, key.text, network, networkNames, scope)) this.sound = false;
      return;
    }
    if (isKnown) return;
    const meant = reportUnknownKey(name, key, Object.keys(types), scope);
    if (meant) this.misspelt.add(meant);
    this.sound = false;
  }

  // Two lines of which `when` leaves one may have the same key.
  #isNew(path: string, line: Declaration & { readonly isOff: boolean }, key: Name): boolean {
    const before = this.#seen.get(path);
    const excludes = (line.isOff || before?.isOff === true) && mayExclude(before?.written, line.written);
    if (before && excludes && line.isOff) return false;
    if (before && !excludes) {
      reportDeclaredTwice(key, line.written, before, this.#named.scope, path);
      this.sound = false;
      return false;
    }
    this.#seen.set(path, line);
    return true;
  }
}

/** Gives the key that was meant. */
function reportUnknownKey(section: string, { text, span }: Name, keys: readonly string[], scope: Scope) {
  const [foreign, what] = foreignKey(section, text) ?? [];
  const otherwise = `it has ${keys.map((k) => `\`${k}\``).join(', ')}`;
  const extras =
    foreign === undefined
      ? suggest(text, keys, span, otherwise)
      : {
          hint: `it is called \`${foreign}\`: ${what}`,
          fix: { span, text: foreign, otherwise: `write \`${foreign}\`: ${what}` },
        };
  scope.reporter.report('unknown-key', span, { name: text, section }, extras);
  return foreign ?? nearest(text, keys);
}

// A setting by its former name is the current one, with a warning.
function currentKey(section: string, key: Name, scope: Scope): Name {
  const former = formerSettings[section] ?? {};
  const current = Object.hasOwn(former, key.text) ? former[key.text] : undefined;
  if (current === undefined) return key;
  reportFormerName(key, current, scope.reporter);
  return { ...key, text: current };
}

function checkDotted(
  section: string,
  key: string,
  network: { readonly text: string; readonly span: Span },
  names: readonly string[],
  scope: Scope,
): boolean {
  if (section !== 'train' || !perNetwork.some((known) => known === key)) {
    const settings = perNetwork.map((known) => `\`${known}\``).join(', ');
    const hint = `the name of a network stands behind ${settings} of \`train\` alone`;
    scope.reporter.report('dotted-name', network.span, {}, { hint });
    return false;
  }
  if (names.includes(network.text)) return true;
  scope.reporter.report(
    'unknown-name',
    network.span,
    { name: network.text },
    suggest(network.text, names, network.span, 'behind the dot stands the name of a network'),
  );
  return false;
}
