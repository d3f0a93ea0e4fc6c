// `--each NAME=all`: one run for each category that lies in the folder of data, or that the language draws.
import { drawnCategories, type Model, outside, sourceOfCategory } from '../../../api/language.ts';
import { UsageError } from '../../shell/failure.ts';
import type { EachValue, EachWord } from './each-words.ts';

type CheckValue = (value: EachValue) => { readonly model: Model | undefined };

/** What is set for the parameter to see whether the source takes it. */
const probe = 'all';

/** @throws UsageError, OutsideError `data-missing` */
export async function valuesOf(
  { name, word, values: written }: EachWord,
  dataFolder: string,
  checkWith: CheckValue,
): Promise<readonly EachValue[]> {
  if (written !== 'all') return written;
  const found = await categoriesFor({ name, word }, dataFolder, checkWith);
  if (found !== undefined) return found;
  throw new UsageError(
    `\`all\` stands for the categories of the data source, and \`${name}\` names none that can be listed`,
    `write the values in place of \`all\`: \`--each ${name}=A,B\``,
  );
}

/**
 * `all` has a meaning for the parameter that names the source's category, and for no other: undefined there.
 * @throws OutsideError `data-missing`
 */
export async function categoriesFor(
  { name, word }: Pick<EachValue, 'name' | 'word'>,
  dataFolder: string,
  checkWith: CheckValue,
): Promise<readonly EachValue[] | undefined> {
  const { model } = checkWith({ name, text: probe, word });
  const { listCategories } = await import('../../../api/data.ts');
  const source = model && sourceOfCategory(model.data, probe);
  const values = source
    ? listCategories(source, dataFolder)
    : drawnCategories((text) => checkWith({ name, text, word }).model?.data);
  if (values === undefined) return undefined;
  if (source === undefined || values.length > 0) return values.map((text) => ({ name, text, word }));
  throw outside('data-missing', {
    problem: `there is no category of \`${source.name}\` in ${dataFolder}`,
    advice: 'name the folder that holds the categories with `--data DIR`',
  });
}
