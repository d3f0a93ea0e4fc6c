// What SARIF 2.1.0 says of the parts that we write: which properties an object may have, which it must
// have, and of what type (sections 3.13 to 3.57 of the standard). Written from its text for these tests.

const text = { type: 'string', minLength: 1 };
const positive = { type: 'integer', minimum: 1 };
const natural = { type: 'integer', minimum: 0 };

const object = (required: readonly string[], properties: object) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});
const list = (items: object) => ({ type: 'array', items });

const message = object(['text'], { text });
const multiformat = object(['text'], { text, markdown: text });
const artifactLocation = object(['uri'], { uri: text, uriBaseId: text });
const region = object(['startLine'], {
  startLine: positive,
  startColumn: positive,
  endLine: positive,
  endColumn: positive,
  byteOffset: natural,
  byteLength: natural,
});
const physicalLocation = object(['artifactLocation'], { artifactLocation, region });
const location = object([], { id: natural, message, physicalLocation });
const level = { enum: ['none', 'note', 'warning', 'error'] };
const rule = object(['id'], {
  id: text,
  shortDescription: message,
  fullDescription: message,
  help: multiformat,
  defaultConfiguration: object([], { level }),
  properties: { type: 'object' },
});
const replacement = object(['deletedRegion'], { deletedRegion: region, insertedContent: object(['text'], { text }) });
const fix = object(['artifactChanges'], {
  description: message,
  artifactChanges: list(
    object(['artifactLocation', 'replacements'], { artifactLocation, replacements: list(replacement) }),
  ),
});
const suppression = object(['kind'], {
  kind: { enum: ['inSource', 'external'] },
  status: { enum: ['accepted', 'underReview', 'rejected'] },
  justification: text,
  location,
});
const result = object(['message'], {
  ruleId: text,
  ruleIndex: natural,
  level,
  message,
  locations: list(location),
  relatedLocations: list(location),
  partialFingerprints: { type: 'object', additionalProperties: text },
  fixes: list(fix),
  suppressions: list(suppression),
});
const driver = object(['name'], {
  name: text,
  version: text,
  semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+' },
  rules: { type: 'array', items: rule, uniqueItems: true },
});

export const sarifStructure = object(['version', 'runs'], {
  $schema: text,
  version: { const: '2.1.0' },
  runs: list(
    object(['tool'], {
      tool: object(['driver'], { driver }),
      columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
      invocations: list(object(['executionSuccessful'], { executionSuccessful: { type: 'boolean' } })),
      results: list(result),
    }),
  ),
});
