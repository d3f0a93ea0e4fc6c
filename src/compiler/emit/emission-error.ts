// How an emission says that its settings do not fit its inputs: thrown by `scope.fail`, caught where
// the operation's place is known.
import type { Code } from '../../diagnostics/catalogue.ts';
import { insideBlocks, type MessageParameters, type Related, type Reporter } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/source-file.ts';
import type { GraphBuilder } from '../../graph/ir/builder.ts';
import type { OperationCall } from '../../ops/core/call.ts';
import type { Scope } from '../../ops/core/scopes.ts';
import { comparesInputs, type InputStory } from './input-story.ts';

class EmissionError extends Error {
  constructor(
    readonly code: Code,
    /** Makes the diagnostic; the parameters fit the code, as `fail` saw to. */
    readonly report: (reporter: Reporter, call: OperationCall, story: InputStory) => void,
  ) {
    super(`emission failed: ${code}`);
  }
}

/** Thrown where an emission cannot go on after a misfit that has been told. */
export class AlreadyReported extends Error {}

/** Runs an emission; a misfit is told to the reporter, or without one is a bug, since the check has passed. */
export function emitGuarded<T>(
  reporter: Reporter | undefined,
  call: OperationCall,
  story: () => InputStory,
  emit: () => T,
): T {
  try {
    return emit();
  } catch (error) {
    if (!(error instanceof EmissionError) || reporter === undefined) throw error;
    // What led to the inputs is a long story, which nobody reads a thousand times.
    if (!reporter.isFull) error.report(reporter, call, story());
    throw new AlreadyReported();
  }
}

/** The value, or undefined after a misfit that has been told. */
export function unlessReported<T>(emit: () => T): T | undefined {
  try {
    return emit();
  } catch (error) {
    if (error instanceof AlreadyReported) return undefined;
    throw error;
  }
}

/** The part of every scope. */
export function plainScope(builder: GraphBuilder): Scope {
  return { builder, fail };
}

/** The weights of a network that were made for one use do not fit another. */
export function failUse(parameters: MessageParameters<'uses-differ'>, first: Related): never {
  fail('uses-differ', parameters, undefined, [first]);
}

function fail<C extends Code>(
  code: C,
  parameters: MessageParameters<C>,
  hint?: string,
  elsewhere: readonly Related[] = [],
): never {
  throw new EmissionError(code, (reporter, call, story) => {
    // The user's own line first: the block around the operation may be somebody else's.
    const [outermost = call.span, ...inner] = [...call.callers, call.span];
    const isShown = (span: Span) => story.related.some((item) => isWithin(item.span, span));
    const within = insideBlocks(inner.filter((span) => !isShown(span)));
    const inside = code === 'uses-differ' ? within.map((place) => ({ ...place, message: 'in this layer' })) : within;
    const odd = comparesInputs.has(code) && inner.length === 0 ? oddOne(story) : undefined;
    const related = [...elsewhere, ...(odd?.others ?? story.related), ...inside];
    const { suggestion } = comparesInputs.has(code) ? story : { suggestion: undefined };
    const ofSize = code === 'indivisible-side' || code === 'kernel-too-large';
    const order = ofSize ? story.order : undefined;
    const size = order === undefined && ofSize ? story.fittingSize?.(code) : undefined;
    reporter.report(code, odd?.span ?? outermost, parameters, {
      hint: suggestion?.hint ?? order?.hint ?? size ?? hint,
      fix: suggestion ?? order,
      label: odd?.message,
      related,
    });
  });
}

function isWithin(part: Span, whole: Span): boolean {
  return part.source === whole.source && part.start >= whole.start && part.end <= whole.end;
}

// Of inputs that must be alike, the place is the one that is not.
function oddOne({ related, odd }: InputStory): (Related & { readonly others: readonly Related[] }) | undefined {
  const one = odd === undefined ? undefined : related[odd];
  return one && { ...one, others: related.filter((item) => item !== one) };
}
