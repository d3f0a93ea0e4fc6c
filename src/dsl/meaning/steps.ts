// Chains: `value -> step -> step`. In `augment` a step may have a chance or be one of several; a chain
// without its image is a transform, which other operations take.

import { transformed } from '../../ops/augmentations/transformed.ts';
import type { Recipe } from '../../ops/core/call.ts';
import { chance } from '../../ops/core/moving.ts';
import { transform } from '../../ops/core/parameter.ts';
import { unknownValue, type Value } from '../../ops/core/value.ts';
import type { Chance, Choice, Expression, Pipe, Repetition } from '../syntax/ast.ts';
import { readValue } from './bind.ts';
import { originOf } from './block-places.ts';
import { callOfName, evaluateCall } from './calls.ts';
import { cleaningChain } from './cleaning-chain.ts';
import { isEitherOr, reportWhenAlone, unlessLeftOut } from './conditions.ts';
import { chosenOption, needsImage, optionWithChance } from './drawn-options.ts';
import { repeated, stepsOf } from './repetition.ts';
import type { Scope } from './scope.ts';

export function evaluatePipe(pipe: Pipe, scope: Scope): Value {
  const cleaning = cleaningChain(pipe, scope);
  if (cleaning !== undefined) return cleaning;
  return pipe.steps.reduce((value, step) => applyWritten(step, value, scope), scope.evaluate(pipe.input));
}

function applyWritten(written: Expression, value: Value, scope: Scope): Value {
  const step = unlessLeftOut(written, scope, (off, inOff) => applyStep(off, value, inOff));
  return step === undefined ? value : applyStep(step, value, scope);
}

function applyAll(steps: readonly Expression[], value: Value, scope: Scope): Value {
  return steps.reduce((before, step) => applyWritten(step, before, scope), value);
}

function repeatedValue(step: Repetition, start: Value, scope: Scope, apply: typeof applyAll): Value {
  const steps = stepsOf(step);
  const once = (before: Value, where: Scope) => {
    const value = apply(steps, before, where);
    return value.kind === 'unknown' ? undefined : value;
  };
  return repeated(step, start, once, scope) ?? unknownValue;
}

/** A chain or step that still waits for its image. */
export function evaluateTransform(expression: Expression, scope: Scope): Value {
  const recipe = recipeOf(expression, scope);
  return recipe === undefined ? unknownValue : { kind: 'transform', transform: recipe };
}

const onlyOnImage = 'it works on an image; an anomaly is followed by `paste`, `relabel`, or random steps of these';

const behindImage =
  'blocks and anomalies stand behind their image, in a random step too: `image -> (cutpaste() | maybe(30%) nsa(other_image))`';

const awaiting = transform({ doc: '' });

// After an error the rest of the chain is still looked at: its names and settings have errors of their own.
function applyStep(step: Expression, value: Value, scope: Scope): Value {
  if (step.kind === 'missing') return unknownValue;
  if (step.kind === 'call') return evaluateCall(step, value, scope, undefined);
  if (step.kind === 'reference' && step.path[0]) {
    const [callee, ...members] = step.path;
    const call = callOfName(callee ?? step.path[0], step.span);
    return evaluateCall(members.length === 0 ? call : { ...call, members }, value, scope, undefined);
  }
  if (step.kind === 'pipe' && scope.place !== 'augment') return applyAll([step.input, ...step.steps], value, scope);
  if (step.kind === 'repetition') return repeatedValue(step, value, scope, applyAll);
  if (step.kind === 'chance' || step.kind === 'choice' || step.kind === 'pipe') {
    if (scope.place !== 'augment') {
      scope.reporter.report('randomness-outside-augment', step.span, { name: step.kind === 'chance' ? 'maybe' : '|' });
      return unknownValue;
    }
    if (needsImage(step, scope)) return applyAtOnce(step, value, scope);
    const recipe = recipeOf(step, scope);
    return recipe === undefined || value.kind === 'unknown' ? unknownValue : applyRecipe(recipe, step, value, scope);
  }
  scope.reporter.report('no-step', step.span, {}, { hint: 'behind `->` stands an operation, such as `conv(64)`' });
  return unknownValue;
}

// Blocks and anomalies: each option stands behind the image at once.
function applyAtOnce(step: Expression, value: Value, scope: Scope): Value {
  switch (step.kind) {
    case 'choice':
      return chosenOption(
        step.options.map((option) => applyAtOnce(option, value, scope)),
        step,
        scope,
      );
    case 'chance': {
      const often = readValue(chanceType, step.chance, 'maybe', scope);
      const taken = applyAtOnce(step.step, value, scope);
      if (!often || taken.kind === 'unknown' || value.kind === 'unknown') return unknownValue;
      const origin = originOf(step.chance.span, scope);
      return optionWithChance(taken, value, { value: often.value, origin }, step, scope);
    }
    case 'pipe':
      return allAtOnce([step.input, ...step.steps], value, scope);
    case 'repetition':
      return repeatedValue(step, value, scope, allAtOnce);
    case 'conditional':
      if (isEitherOr(step)) return writtenAtOnce(step, value, scope);
      reportWhenAlone(step, scope);
      return unknownValue;
    default:
      return applyStep(step, value, scope);
  }
}

function allAtOnce(steps: readonly Expression[], value: Value, scope: Scope): Value {
  return steps.reduce((before, step) => writtenAtOnce(step, before, scope), value);
}

function writtenAtOnce(written: Expression, value: Value, scope: Scope): Value {
  const step = unlessLeftOut(written, scope, (off, inOff) => applyAtOnce(off, value, inOff));
  return step === undefined ? value : applyAtOnce(step, value, scope);
}

function applyRecipe(recipe: Recipe, step: Expression, value: Value, scope: Scope): Value {
  if (value.kind !== 'tensor' || value.type !== 'image') {
    scope.reporter.report('no-step', step.span, {}, { hint: onlyOnImage });
    return unknownValue;
  }
  return scope.add({
    call: {
      kind: transformed.kind,
      name: transformed.name,
      path: scope.uniquePath(step.kind),
      span: step.span,
      callers: scope.callers,
      inputs: [value.reference],
      settings: { transform: { kind: 'recipe', value: recipe } },
      origins: { transform: { from: 'written', span: step.span } },
    },
    result: 'image',
  });
}

function recipeOf(expression: Expression, scope: Scope): Recipe | undefined {
  switch (expression.kind) {
    case 'chance':
      return chanceRecipe(expression, scope);
    case 'choice':
      return choiceRecipe(expression, scope);
    case 'pipe':
      return sequenceOf([expression.input, ...expression.steps], scope);
    case 'repetition':
      return sequenceOf([expression], scope);
    case 'reference':
    case 'call': {
      if (needsImage(expression, scope)) {
        scope.reporter.report('no-step', expression.span, {}, { hint: behindImage });
        return undefined;
      }
      const value =
        expression.kind === 'call'
          ? evaluateCall(expression, undefined, scope, awaiting)
          : nameAsStep(expression, scope);
      if (value.kind === 'transform') return value.transform;
      if (value.kind !== 'unknown')
        scope.reporter.report('no-step', expression.span, {}, { hint: 'an augmentation of an image is expected here' });
      return undefined;
    }
    case 'missing':
      return undefined;
    case 'conditional':
      if (isEitherOr(expression)) {
        const step = unlessLeftOut(expression, scope, recipeOf);
        return step && recipeOf(step, scope);
      }
      reportWhenAlone(expression, scope);
      return undefined;
    default:
      scope.reporter.report('no-step', expression.span, {}, { hint: 'an augmentation of an image is expected here' });
      return undefined;
  }
}

function sequenceOf(written: readonly Expression[], scope: Scope): Recipe | undefined {
  const steps = recipesOf(written, scope);
  return steps && { kind: 'sequence', steps };
}

// What is repeated stands among the others, as if it were written out.
function recipesOf(written: readonly Expression[], scope: Scope): readonly Recipe[] | undefined {
  const all: Recipe[] = [];
  let isKnown = true;
  for (const one of written) {
    const step = unlessLeftOut(one, scope, (off, inOff) => recipesOf([off], inOff));
    if (step === undefined) continue;
    const recipes = step.kind === 'repetition' ? repeatedRecipes(step, scope) : recipeOf(step, scope);
    if (recipes === undefined) isKnown = false;
    else all.push(...('kind' in recipes ? [recipes] : recipes));
  }
  return isKnown ? all : undefined;
}

function repeatedRecipes(step: Repetition, scope: Scope): readonly Recipe[] | undefined {
  const steps = stepsOf(step);
  const once = (before: readonly Recipe[], where: Scope) => {
    const recipes = recipesOf(steps, where);
    return recipes && [...before, ...recipes];
  };
  return repeated<readonly Recipe[]>(step, [], once, scope);
}

function nameAsStep(expression: Extract<Expression, { kind: 'reference' }>, scope: Scope): Value {
  const [name, ...rest] = expression.path;
  const entry = name && rest.length === 0 ? scope.lookup(name.text) : undefined;
  if (entry?.value.kind === 'transform') {
    entry.used = true;
    return entry.value;
  }
  return name && rest.length === 0
    ? evaluateCall(callOfName(name, expression.span), undefined, scope, awaiting)
    : unknownValue;
}

function chanceRecipe(expression: Chance, scope: Scope): Recipe | undefined {
  const often = readValue(chanceType, expression.chance, 'maybe', scope);
  const step = recipeOf(expression.step, scope);
  if (!often || !step) return undefined;
  const origin = originOf(expression.chance.span, scope);
  return { kind: 'chance', path: scope.uniquePath('maybe'), chance: often.value, origin, step };
}

function choiceRecipe(expression: Choice, scope: Scope): Recipe | undefined {
  const options = expression.options.map((option) => recipeOf(option, scope));
  const known = options.filter((option) => option !== undefined);
  return known.length === options.length
    ? { kind: 'choice', path: scope.uniquePath('choice'), options: known }
    : undefined;
}

const chanceType = chance({ doc: 'how often the step is taken' });
