// The picture after scripted events.
import { foldEvent, initialState, type RunState } from '../../../src/ui/state/run-state.ts';
import type { TimedEvent } from './scripted-run.ts';

export function stateOf(events: readonly TimedEvent[]): RunState {
  return events.reduce((state, { event, at }) => foldEvent(state, event, at), initialState);
}
