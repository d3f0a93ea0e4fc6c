// A loaded pipeline with one setting of a section replaced, as if the file said so.
import type { Expression, Item, SectionName, Statement } from '../syntax/ast.ts';
import type { Loaded } from './load.ts';

/** Sections that the file does not have stay away. */
export function withSetting({ entry, files }: Loaded, section: SectionName, key: string, value: Expression): Loaded {
  const replaced = {
    ...entry,
    parsed: {
      ...entry.parsed,
      file: { ...entry.parsed.file, items: entry.parsed.file.items.map((item) => inItem(item, section, key, value)) },
    },
  };
  return { entry: replaced, files: files.map((file) => (file === entry ? replaced : file)) };
}

function inItem(item: Item, section: SectionName, key: string, value: Expression): Item {
  if (item.kind !== 'section' || item.section !== section) return item;
  const statements = item.statements.map((statement): Statement => {
    const names =
      statement.kind === 'binding' && statement.targets.length === 1 ? statement.targets[0]?.path : undefined;
    const isMeant = names?.length === 1 && names[0]?.text === key;
    return statement.kind === 'binding' && isMeant ? { ...statement, value } : statement;
  });
  return { ...item, statements };
}
