// The arguments of all operations, as YAML files need them: taken from the table of operations.
import { operations, operationsNamed } from '../../ops/table.ts';
import { distributionNames, formerDistributionNames } from '../syntax/distributions.ts';
import type { SequenceForm, Signature, Vocabulary } from '../syntax/vocabulary.ts';

type Parameter = (typeof operations)[number]['parameters'][string];

export function makeVocabulary(): Vocabulary {
  const names = operations.flatMap(({ name, formerName }) => (formerName === undefined ? [name] : [name, formerName]));
  return { signatureOf, callables: new Set([...names, ...distributionNames, ...Object.keys(formerDistributionNames)]) };
}

/** Of several kinds with one name, such as `best_f1`, all arguments are known. */
function signatureOf(name: string): Signature | undefined {
  const named = operationsNamed(name);
  if (named.length === 0) return undefined;
  const inputs = named.flatMap((operation) => operation.inputs);
  const settings = named.flatMap(({ parameters }) => Object.entries(parameters));
  return {
    inputs: [...new Set(inputs.map((input) => input.name))],
    isVariadic: inputs.at(-1)?.variadic === true,
    settings: new Map(settings.map(([key, type]) => [key, formOf(type)])),
    rest: settings.find(([, { rest }]) => rest)?.[0],
  };
}

function formOf({ schema, takes }: Parameter): SequenceForm {
  if (schema === 'transform') return 'step';
  if (schema === 'list' && takes === 'transform') return 'steps';
  return schema === 'mask' ? 'chain' : 'list';
}
