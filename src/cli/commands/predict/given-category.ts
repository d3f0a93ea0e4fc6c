// `--category`: which of the categories that a run knows the images are of, where its networks ask for it.
import { knownCategories, type Model } from '../../../api/language.ts';
import { shellWord } from '../../../ui/text/format.ts';
import { UsageError } from '../../shell/failure.ts';

/** Undefined where the finished model asks for none. @throws UsageError */
export function givenCategory(given: string | undefined, model: Model, run: string): string | undefined {
  const known = knownCategories(model);
  if (known === undefined) {
    if (given === undefined) return undefined;
    throw new UsageError(`the networks of ${run} do not ask for a category`, 'leave `--category` out');
  }
  const [first, ...others] = known;
  if (given === undefined && others.length === 0) return first;
  const choices = known.map((category) => `\`--category ${shellWord(category)}\``).join(', ');
  if (given === undefined) throw new UsageError(`${run} asks for the category of the images`, `add one of ${choices}`);
  if (known.includes(given)) return given;
  throw new UsageError(`${run} knows no category \`${given}\``, `it is one of ${choices}`);
}
