// A view that opens with the first event that is worth one: of several processes that reach for the same run, those that do not
// get it show nothing.
import type { RunEvent } from '../../../api/runs.ts';
import type { RunView } from '../../../ui/run-view.ts';

/** What comes before it is open is shown then, in its order. */
export function lateView(isOpening: (event: RunEvent) => boolean, open: () => Promise<RunView>): RunView {
  let view: RunView | undefined;
  let opening: Promise<void> | undefined;
  const held: ((view: RunView) => void)[] = [];
  const act = (action: (view: RunView) => void) => {
    if (view === undefined) held.push(action);
    else action(view);
  };
  const begin = async () => {
    const opened = await open();
    view = opened;
    for (const action of held.splice(0)) action(opened);
  };
  return {
    show: (event) => {
      act((shown) => shown.show(event));
      if (isOpening(event)) opening ??= begin();
    },
    recall: (steps) => act((shown) => shown.recall?.(steps)),
    stopping: () => act((shown) => shown.stopping()),
    close: async () => {
      await opening;
      await view?.close();
    },
  };
}
