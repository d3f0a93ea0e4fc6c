// Every code of a diagnostic, with its severity, its message and its explanation. Codes never change
// their meaning.
import { dataEntries } from './catalogue/data.ts';
import { lossEntries } from './catalogue/losses.ts';
import { methodEntries } from './catalogue/method.ts';
import { nameEntries } from './catalogue/names.ts';
import { syntaxEntries } from './catalogue/syntax.ts';
import { typeEntries } from './catalogue/types.ts';
import { yamlEntries } from './catalogue/yaml.ts';

export type { CatalogueEntry, Severity } from './catalogue/entry.ts';

export const catalogue = {
  ...syntaxEntries,
  ...nameEntries,
  ...typeEntries,
  ...methodEntries,
  ...lossEntries,
  ...dataEntries,
  ...yamlEntries,
} as const;

export type Catalogue = typeof catalogue;
export type Code = keyof Catalogue;
