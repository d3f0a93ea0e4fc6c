// `x -> a() | b()`: `|` is weaker than `->`, so the second option is a step without an image. What is meant is
// `x -> (a() | b())`.
import type { Span } from '../../diagnostics/source-file.ts';
import { findOperation } from '../../ops/table.ts';
import type { Call, Choice, Expression, Name } from '../syntax/ast.ts';
import type { Scope } from './scope.ts';

/** Whether that is what is wrong; it is reported then. */
export function reportLooseSteps({ options, span }: Choice, scope: Scope): boolean {
  const [first, ...others] = options;
  const step = first?.kind === 'pipe' ? first.steps.at(-1) : undefined;
  if (scope.place !== 'augment' || step === undefined || !others.some((option) => isLoose(option, scope))) return false;
  const place: Span = { ...span, start: step.span.start };
  const text = `(${span.source.text.slice(place.start, place.end)})`;
  const otherwise = 'steps to choose among stand in brackets: `x -> (a() | b())`';
  const fix = { span: place, text, otherwise };
  scope.reporter.report('mixed-choice', span, {}, { hint: `brackets are missing: \`${text}\``, fix });
  return true;
}

function isLoose(option: Expression, scope: Scope): boolean {
  if (option.kind === 'chance') return true;
  if (option.kind === 'pipe') return isLoose(option.input, scope);
  if (option.kind === 'reference') return option.path.length === 1 && isStep(option.path[0], scope);
  return option.kind === 'call' && isStep(option.callee, scope) && !hasImage(option, scope);
}

function isStep(name: Name | undefined, scope: Scope): boolean {
  return (
    name !== undefined &&
    !scope.lookup(name.text) &&
    findOperation(name.text, ['augmentation'])?.kind === 'augmentation'
  );
}

function hasImage({ callee, arguments: given }: Call, scope: Scope): boolean {
  const inputs = findOperation(callee.text, ['augmentation'])?.inputs.map(({ name }) => name) ?? [];
  return given.some(({ name, value }) => {
    if (name !== undefined) return name.text === inputs[0];
    if (value.kind === 'pipe' || value.kind === 'choice') return true;
    if (value.kind === 'call') return isStep(value.callee, scope);
    const [word] = value.kind === 'reference' ? value.path : [];
    return word !== undefined && (word.text === 'other_image' || scope.lookup(word.text)?.value.kind === 'tensor');
  });
}
