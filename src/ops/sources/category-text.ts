// The setting of a source that names its category, with a word for those who mean several.
import { type ParameterType, refuse, text } from '../core/parameter.ts';

export function categoryText(source: string, doc: string): ParameterType<string> {
  const type = text({ doc });
  return {
    ...type,
    read(value, context) {
      const names = value.kind === 'list' ? value.items.flatMap((one) => (one.kind === 'text' ? [one.value] : [])) : [];
      if (value.kind !== 'list' || names.length < 2 || names.length < value.items.length)
        return type.read(value, context);
      const calls = names.map((name) => `${source}(${JSON.stringify(name)})`);
      return refuse(`several sources are a list: \`source = [${calls.join(', ')}]\``);
    },
  };
}
