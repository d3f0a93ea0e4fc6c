// Runs side by side: means over seeds, paired differences, which data were looked at to choose.
export { modelReader } from '../runtime/record/model-reader.ts';
export {
  type Block,
  type BlockRow,
  blocksOf,
  type DifferenceBlock,
  differenceBlocks,
  type FigureCell,
  withSharedNotes,
} from '../runtime/variants/cells.ts';
export { looksAtTestLabels } from '../runtime/variants/choices.ts';
export {
  type Comparison,
  type ComparisonOptions,
  compareVariants,
  knownFigures,
  measuredRuns,
  variantNamed,
} from '../runtime/variants/comparison.ts';
export { countsOf, emptyCells } from '../runtime/variants/counts.ts';
export type { Difference, Unit } from '../runtime/variants/differences.ts';
export { differingNames } from '../runtime/variants/factors.ts';
export { type Grid, nameOf, type Place, placeLabel, type Variant } from '../runtime/variants/grid.ts';
export type { MeanFigure, MeanRow } from '../runtime/variants/means.ts';
export type { MeasuredRun } from '../runtime/variants/measured-run.ts';
export { type FoundRuns, runsIn } from '../runtime/variants/runs-in.ts';
export { testSentences, titleOf, unfinishedLines } from '../runtime/variants/words.ts';
