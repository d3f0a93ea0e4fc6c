// Schedules of optimisers: their settings fit together. Those of losses are told where the loss is emitted.
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import { cast } from '../../../graph/primitives/cast.ts';
import { unlessReported } from '../../emit/emission-error.ts';
import { emitScheduled } from '../../emit/schedules.ts';
import type { Planned } from '../planned.ts';

export function checkSchedules({ model, builder, step }: Planned, reporter: Reporter): void {
  const { networks, steps } = model.train;
  for (const { settings } of new Set(networks.map(({ optimizer }) => optimizer))) {
    for (const setting of Object.values(settings)) {
      if (setting.kind !== 'scheduled' || setting.value.kind !== 'schedule') continue;
      const { call } = setting.value;
      unlessReported(() => emitScheduled(builder, call, cast(step, 'float32'), steps, reporter));
    }
  }
}
