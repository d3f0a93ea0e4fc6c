// Any event with any content, in any order: what a fold must bear.
import fc from 'fast-check';
import { type RunEvent, stages } from '../../../src/runtime/contract/events.ts';
import { metrics } from './scripted-run.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', '__proto__', 'constructor', '异常检测', '\x1b[2J\r\n', 'a'.repeat(300)),
);
const number = fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.double());
const stage = fc.constantFrom(...stages);
const loss = fc.dictionary(text, fc.double(), { maxKeys: 6 });

const event: fc.Arbitrary<RunEvent> = fc.oneof(
  fc.record({
    event: fc.constant('start' as const),
    run: text,
    name: text,
    digest: text,
    steps: number,
    from: number,
    losses: fc.array(text, { maxLength: 80 }),
    report: fc.array(text, { maxLength: 12 }),
    keep: fc.record({
      metric: text,
      every: number,
      best: fc.option(fc.record({ step: number, value: number })),
      left: fc.option(number),
    }),
  }),
  fc.record({ event: fc.constant('stage' as const), stage }),
  fc.record({ event: fc.constant('progress' as const), stage, done: number, total: number, detail: text }),
  fc.record({ event: fc.constant('step' as const), step: number, loss, step_ms: number }),
  fc.record({ event: fc.constant('checkpoint' as const), step: number, path: text }),
  fc.record({
    event: fc.constant('validation' as const),
    step: number,
    metric: text,
    value: fc.option(number),
    best: fc.option(fc.record({ step: number, value: number })),
    left: fc.option(number),
  }),
  fc.record({
    event: fc.constant('kept' as const),
    step: number,
    metric: text,
    value: fc.option(number),
    stopped_early: fc.boolean(),
  }),
  fc.record({ event: fc.constant('warning' as const), message: text }),
  fc.record({ event: fc.constant('stopped' as const), step: number, run: text, resumable: fc.boolean() }),
  fc.record({
    event: fc.constant('killed' as const),
    run: text,
    step: number,
    saved: number,
    resumable: fc.boolean(),
  }),
  fc.record({ event: fc.constant('failed' as const), code: text, message: text, hint: text, exit: fc.constant(3) }),
  fc.record({ event: fc.constant('done' as const), run: text, metrics: defectsOf(fc.array(text, { maxLength: 15 })) }),
);

function defectsOf(names: fc.Arbitrary<string[]>) {
  return names.map((kinds) => ({ ...metrics, defects: Object.fromEntries(kinds.map((kind) => [kind, metrics])) }));
}

/** Events with the milliseconds since the one before. */
export const timedEvents = fc.array(fc.record({ event, wait: fc.integer({ min: 0, max: 100_000 }) }), {
  maxLength: 60,
});
