import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { Box, renderToString } from 'ink';
import { render } from 'ink-testing-library';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { arrange, heightOf, textColumns } from '../../../src/ui/screen/arrange.ts';
import { EndingPart, endingLines } from '../../../src/ui/screen/ending.tsx';
import { Header } from '../../../src/ui/screen/header.tsx';
import { Losses } from '../../../src/ui/screen/losses.tsx';
import { Footer, Saved, Warnings } from '../../../src/ui/screen/notes.tsx';
import { Progress } from '../../../src/ui/screen/progress.tsx';
import { Screen } from '../../../src/ui/screen/screen.tsx';
import { StageList, StageStrip } from '../../../src/ui/screen/stages.tsx';
import { foldEvent, initialState, type RunState, requestStop } from '../../../src/ui/state/run-state.ts';
import { textWidth } from '../../../src/ui/text/text.ts';
import { createTheme } from '../../../src/ui/theme.ts';
import { timedEvents } from './arbitrary-events.ts';
import * as scripted from './scripted-run.ts';
import { stateOf } from './state-of.ts';

const plain = createTheme({ colour: false, unicode: true });
const ascii = createTheme({ colour: false, unicode: false });
const coloured = createTheme({ colour: true, unicode: true });
const now = 93_000;
const widths = [40, 80, 120] as const;

const frameOf = (element: ReactElement): string => {
  const { lastFrame, unmount } = render(element);
  const frame = lastFrame() ?? '';
  unmount();
  return frame;
};
/** The testing library's terminal has 100 columns. */
const wide = (element: ReactElement, width: number) => (
  <Box width={width} flexShrink={0}>
    {element}
  </Box>
);
const snapshot = (name: string, frame: string) => expect(`${frame}\n`).toMatchFileSnapshot(`frames/${name}.txt`);

afterEach(() => vi.restoreAllMocks());

describe('whole frames', () => {
  const states = {
    data: stateOf(scripted.readingData),
    training: stateOf(scripted.trainingWithWarning),
    stopping: requestStop(stateOf(scripted.training)),
    stopped: stateOf(scripted.stopped),
    failed: stateOf(scripted.failed),
    done: stateOf(scripted.done),
    keeping: stateOf(scripted.keeping),
    kept: stateOf(scripted.kept),
  };
  const sizes = [
    { columns: 40, rows: 15 },
    { columns: 80, rows: 24 },
    { columns: 120, rows: 40 },
  ];
  for (const [name, state] of Object.entries(states)) {
    test.each(sizes)(`${name} at $columns x $rows`, async (size) => {
      const time = name === 'data' ? 3500 : now;
      const frame = frameOf(<Screen state={state} size={size} now={time} theme={plain} />);
      await snapshot(`${name}-${size.columns}x${size.rows}`, frame);
    });
  }

  test('the last frame holds everything, however low the terminal', async () => {
    const frame = frameOf(
      <Screen state={states.done} size={{ columns: 40, rows: Number.POSITIVE_INFINITY }} now={now} theme={plain} />,
    );
    await snapshot('last-40', frame);
  });

  test('without Unicode there is ASCII only', async () => {
    const frame = frameOf(<Screen state={states.training} size={{ columns: 80, rows: 24 }} now={now} theme={ascii} />);
    expect(frame).toMatch(/^[\n -~]*$/);
    await snapshot('ascii-80x24', frame);
  });

  test('colour changes the colours alone', () => {
    const frame = (theme: typeof plain) =>
      frameOf(<Screen state={states.done} size={{ columns: 80, rows: 40 }} now={now} theme={theme} />);
    expect(frame(plain)).not.toContain('\x1b');
    expect(frame(coloured)).toContain('\x1b[32m✓');
    expect(stripVTControlCharacters(frame(coloured))).toBe(frame(plain));
  });
});

describe('parts', () => {
  const training = stateOf(scripted.training);
  const named = foldEvent(
    initialState,
    {
      event: 'start',
      run: `/home/someone/${'deep/'.repeat(12)}run-1`,
      name: '瓶子-异常分割-'.repeat(6),
      digest: 'sha256:4c5b1f9a0d2e77aa',
      steps: 1,
      from: 0,
      losses: [],
      report: [],
    },
    0,
  );

  test.each(widths)('at %d columns', async (width) => {
    const part = { state: training, width, theme: plain, now };
    const parts: Readonly<Record<string, ReactElement>> = {
      header: <Header {...part} rows={2} />,
      'header, long names': <Header {...part} state={named} rows={2} />,
      'stage list': <StageList {...part} />,
      'stage strip': <StageStrip {...part} />,
      progress: <Progress {...part} />,
      'progress of data': <Progress {...part} state={stateOf(scripted.readingData)} />,
      losses: <Losses losses={training.losses} rows={9} width={width} theme={plain} />,
      'losses, three rows': <Losses losses={training.losses} rows={3} width={width} theme={plain} />,
      warnings: <Warnings {...part} state={stateOf(scripted.done)} rows={5} />,
      saved: <Saved {...part} />,
      footer: <Footer {...part} />,
      'footer, stopping': <Footer {...part} state={requestStop(training)} />,
      results: <EndingPart {...part} state={stateOf(scripted.done)} />,
      stopped: <EndingPart {...part} state={stateOf(scripted.stopped)} />,
      failed: <EndingPart {...part} state={stateOf(scripted.failed)} />,
    };
    const frames = Object.entries(parts).map(([name, element]) => `[${name}]\n${frameOf(wide(element, width))}\n`);
    await snapshot(`parts-${width}`, frames.join('\n'));
  });

  test('warnings beyond those kept are counted', () => {
    let state: RunState = training;
    for (let i = 1; i <= 7; i++) state = foldEvent(state, { event: 'warning', message: `number ${i}` }, now);
    expect(frameOf(<Warnings state={state} width={40} theme={plain} rows={3} />).split('\n')).toEqual([
      'warning: number 6',
      'warning: number 7',
      'and 5 earlier',
    ]);
  });

  test('losses beyond those shown are counted', () => {
    expect(
      frameOf(<Losses losses={training.losses} rows={3} width={60} theme={plain} />)
        .split('\n')
        .at(-1),
    ).toBe('2 more');
  });
});

const sizes = fc.record({ columns: fc.integer({ min: 1, max: 150 }), rows: fc.integer({ min: 1, max: 60 }) });

test('any run on any terminal: a frame of the height that was arranged, within the terminal', () => {
  fc.assert(
    fc.property(timedEvents, sizes, (events, size) => {
      const state = events.reduce((before, { event, wait }) => foldEvent(before, event, wait), initialState);
      const lines = renderToString(<Screen state={state} size={size} now={1e6} theme={plain} />, {
        columns: size.columns,
      }).split('\n');
      expect(lines).toHaveLength(heightOf(arrange(state, size, endingLines(state, textColumns(size), plain).length)));
      if (size.columns >= 26) for (const line of lines) expect(textWidth(line)).toBeLessThan(size.columns);
      if (size.rows >= 6 && state.ending === undefined) expect(lines.length).toBeLessThan(size.rows - 1);
    }),
    { numRuns: 300 },
  );
});

test('numbers that change leave nothing behind in the memory of ink', () => {
  let state = stateOf(scripted.training);
  const draw = (step: number) => {
    state = foldEvent(
      state,
      { event: 'step', step, loss: { pixel: 1 / step, reconstruction: 2 / step, adversarial: 3 / step }, step_ms: 79 },
      now + 100 * step,
    );
    renderToString(<Screen state={state} size={{ columns: 80, rows: 24 }} now={now + 100 * step} theme={plain} />, {
      columns: 80,
    });
  };
  for (let step = 901; step < 910; step++) draw(step);
  const set = vi.spyOn(Map.prototype, 'set');
  for (let step = 910; step < 940; step++) draw(step);
  // Ink remembers { width, height } by text.
  const remembered = set.mock.calls.filter(
    ([, value]) => typeof value === 'object' && value !== null && 'width' in value && 'height' in value,
  );
  expect(remembered).toEqual([]);
});
