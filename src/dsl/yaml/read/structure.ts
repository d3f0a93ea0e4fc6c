// Whether a YAML file has the structure of a pipeline. The validator, made by ajv from the JSON Schema,
// finds what is wrong; here its findings get their places and the codes that the language has for them.
import { maximumFindings, type Reporter } from '../../../diagnostics/diagnostic.ts';
import { nearest, suggest } from '../../../diagnostics/nearest.ts';
import { entryOf, type YamlMapping, type YamlNode, type YamlScalar } from '../node.ts';
import { type Definition, type Part, structure } from './structure-schema.ts';
import type { StructureError, StructureValidator } from './structure-validator.cjs';

/** Reports what does not belong, is missing or of the wrong kind. */
export function checkStructure(root: YamlNode, validate: StructureValidator, reporter: Reporter): void {
  if (validate(plainValue(root))) return;
  // What one of several forms would want is said once, by the choice itself.
  const errors = (validate.errors ?? []).filter(({ schemaPath }) => !schemaPath.includes('/oneOf/'));
  // Each is looked for from the root: no more of them than are told.
  for (const error of errors.slice(0, maximumFindings + 1)) {
    const place = locate(root, error.instancePath);
    if (place) reportError(error, place, reporter);
  }
}

interface Located {
  readonly node: YamlNode;
  readonly part: Part;
  /** The key that leads to the node, if any. */
  readonly key: YamlScalar | undefined;
}

function reportError({ keyword, params }: StructureError, { node, part, key }: Located, reporter: Reporter): void {
  if (node.kind === 'nothing' && node.isReported === true) return;
  const { description: expected }: Definition = structure[part];
  const owner = key?.text ?? 'the file';
  if (keyword === 'additionalProperties') {
    const name = String(params.additionalProperty);
    const extra = node.kind === 'mapping' ? entryOf(node, name)?.key : undefined;
    if (extra) reportUnknownKey(extra, part, owner, reporter);
  } else if (keyword === 'required') {
    const name = String(params.missingProperty);
    // The version line is missed like that of any file; a misspelt key is not missing too.
    if (name === 'anoseg' || (node.kind === 'mapping' && isMisspelt(name, node, part))) return;
    reporter.report('missing-key', key?.span ?? node.span, {
      name,
      section: owner,
      expected: descriptionOf(part, name),
    });
  } else if (keyword === 'maxProperties' || keyword === 'minProperties') {
    const count = node.kind === 'mapping' ? node.entries.length : 0;
    reporter.report('yaml-structure', node.span, {
      expected: 'one name',
      found: count === 0 ? 'none' : `${count} keys`,
    });
  } else {
    const span = node.kind === 'nothing' && key ? key.span : node.span;
    const found =
      keyword === 'oneOf' && node.kind === 'mapping' ? (entryOf(node, 'value') ? 'both' : 'neither') : describe(node);
    const hint =
      expected === structure.parameters.description && node.kind === 'scalar' && /^\w+$/.test(node.text)
        ? `write \`[${node.text}]\``
        : undefined;
    reporter.report('yaml-structure', span, { expected, found }, { hint });
  }
}

function reportUnknownKey(extra: YamlScalar, part: Part, owner: string, reporter: Reporter): void {
  const { properties = {} }: Definition = structure[part];
  const known = Object.keys(properties);
  const otherwise = `it has ${known.map((name) => `\`${name}\``).join(', ')}`;
  const extras = /^[\w., ]+$/.test(extra.text) ? suggest(extra.text, known, extra.span, otherwise) : {};
  if (part === 'pipeline') reporter.report('unknown-section', extra.span, { name: extra.text }, extras);
  else reporter.report('unknown-key', extra.span, { name: extra.text, section: owner }, extras);
}

function isMisspelt(name: string, { entries }: YamlMapping, part: Part): boolean {
  const { properties = {} }: Definition = structure[part];
  return entries.some(({ key }) => !Object.hasOwn(properties, key.text) && nearest(key.text, [name]) !== undefined);
}

function descriptionOf(part: Part, property: string): string {
  const { properties = {} }: Definition = structure[part];
  return partOf(properties[property])?.description ?? 'a value';
}

function describe(node: YamlNode): string {
  switch (node.kind) {
    case 'mapping':
      return 'a mapping';
    case 'sequence':
      return 'a sequence';
    case 'nothing':
      return 'nothing';
    case 'scalar':
      return `\`${node.text}\``;
  }
}

// Goes down the schema beside the nodes: which part of the structure each is.
function locate(root: YamlNode, pointer: string): Located | undefined {
  let place: Located = { node: root, part: 'pipeline', key: undefined };
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const { node, part, key } = place;
    const definition: Definition = structure[part];
    if (node.kind === 'sequence') {
      const item = node.items[Number(name)];
      const next = item && partNamed(definition.items);
      if (item === undefined || next === undefined) return undefined;
      place = { node: item, part: next, key };
    } else {
      const entry = node.kind === 'mapping' ? entryOf(node, name) : undefined;
      const next = partNamed(
        Object.hasOwn(definition.properties ?? {}, name)
          ? definition.properties?.[name]
          : definition.additionalProperties,
      );
      if (entry === undefined || next === undefined) return undefined;
      place = { node: entry.value, part: next, key: entry.key };
    }
  }
  return place;
}

function partNamed(schema: unknown): Part | undefined {
  if (typeof schema !== 'object' || schema === null || !('$ref' in schema)) return undefined;
  const parts = Object.keys(structure).filter((name) => schema.$ref === `#/$defs/${name}`);
  return parts.find((name): name is Part => name in structure);
}

function partOf(schema: unknown): Definition | undefined {
  const part = partNamed(schema);
  return part && structure[part];
}

/** As JSON, for the validator. Mappings have no prototype that a key could reach. */
function plainValue(node: YamlNode): unknown {
  switch (node.kind) {
    case 'nothing':
      return null;
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items.map(plainValue);
    case 'mapping': {
      const mapping: Record<string, unknown> = Object.create(null);
      for (const { key, value } of node.entries) mapping[key.text] = plainValue(value);
      return mapping;
    }
  }
}
