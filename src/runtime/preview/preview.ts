// `anoseg preview` in the engine process: draws samples as training would, and lays them out on a contact sheet.
import { setImmediate } from 'node:timers/promises';
import type { Model } from '../../dsl/model/model.ts';
import { modelFromText } from '../../dsl/model/serial.ts';
import type { CheckedPipeline } from '../contract/checked-pipeline.ts';
import type { Surroundings } from '../contract/service.ts';
import { decodedPictures } from '../feed/decoded-pictures.ts';
import { type Drawing, type Drawn, drawAnomalies, drawNormals, openDrawing } from '../feed/draw-anomalies.ts';
import { splitNormal } from '../feed/split.ts';
import { refuseOccupied, writeOutputFile } from '../files/output-file.ts';
import { frameOf } from '../images/decode.ts';
import { refuseDataPlace } from '../record/out-place.ts';
import { openGraph } from '../session/session.ts';
import { openDataSet } from '../sources/open.ts';
import { composeSheet, type SheetCell, sheetMark } from './contact-sheet.ts';
import { fitPictures } from './display-size.ts';
import { readLettering } from './lettering.ts';

/** Plain data: it crosses to the engine process. */
export interface PreviewRequest {
  readonly pipeline: CheckedPipeline;
  readonly dataFolder: string;
  /** How many samples, 1 or more. */
  readonly count: number;
  /** Undefined: the pipeline's. */
  readonly seed: number | undefined;
  /** The step of training with which it begins; one beyond the end is the last. */
  readonly step: number | 'last';
  /** The PNG. */
  readonly out: string;
  /** Whatever is there is replaced; else only a sheet. */
  readonly force: boolean;
  readonly threads: number | undefined;
  readonly device: 'cpu' | 'gpu' | undefined;
}

export type PreviewEvent =
  | { readonly event: 'progress'; readonly done: number; readonly total: number }
  | ({ readonly event: 'done' } & Previewed);

export interface Previewed {
  readonly file: string;
  readonly seed: number;
  /** Of training, with which the sheet begins. */
  readonly step: number;
  /** Empty where the pipeline makes no synthetic anomalies: then the sheet shows normal samples. */
  readonly anomalies: readonly DrawnFacts[];
}

export interface DrawnFacts {
  /** Path of the shape of each patch. */
  readonly shapes: readonly string[];
  /** Share of the image that the mask marks, 0 to 1. */
  readonly area: number;
  readonly redraws: number;
}

export async function preview(request: PreviewRequest, around: Surroundings<PreviewEvent>): Promise<boolean> {
  const { count } = request;
  const model = seededModel(request);
  const output = { file: request.out, force: request.force, mark: sheetMark };
  refuseDataPlace(request.out, model, request.dataFolder);
  refuseOccupied(output);
  const frame = frameOf(model.data);
  const data = await openDataSet(model.data, request.dataFolder);
  const { train } = splitNormal(data.train, model.data.holdout, model.train.seed);
  const pictures = await decodedPictures(model, frame, train, request.dataFolder);
  const { binding } = around.openEngine({ threads: request.threads, device: request.device });
  const batches = Math.ceil(count / (model.train.synthetic || model.train.normal));
  const open = (graph: Uint8Array) => openGraph(binding, graph);
  const last = model.train.steps - 1;
  const step = request.step === 'last' ? last : Math.min(request.step, last);
  const drawing = openDrawing({ open, model, pictures, batches, from: step });
  const isHard = model.train.synthetic > 0;
  const draw = isHard ? anomalyCells : normalCells;
  const drawn: DrawnCell[] = [];
  for (let batch = 0; drawn.length < count && !around.stopRequested(); batch++) {
    drawn.push(...(await draw(drawing, batch)));
    around.emit({ event: 'progress', done: Math.min(drawn.length, count), total: count });
    // A request to stop arrives between two batches.
    await setImmediate();
  }
  drawing.session.dispose();
  if (drawn.length < count) return false;
  const cells = await fitPictures(drawn.slice(0, count).map(({ cell }) => cell));
  const when = step === 0 ? '' : `, step ${step}`;
  const title = `${request.pipeline.name}, seed ${model.train.seed}${when}: ${isHard ? 'image, synthetic anomaly, mask' : 'images'}`;
  writeOutputFile(output, await composeSheet(cells, { lettering: readLettering(), title }));
  const anomalies = drawn.slice(0, count).flatMap(({ facts }) => facts ?? []);
  around.emit({ event: 'done', file: request.out, seed: model.train.seed, step, anomalies });
  return true;
}

function seededModel({ pipeline, seed }: PreviewRequest): Model {
  const model = modelFromText(pipeline.model);
  return seed === undefined ? model : { ...model, train: { ...model.train, seed } };
}

/** A place on the sheet; `facts` of an anomaly. */
interface DrawnCell {
  readonly cell: SheetCell;
  readonly facts: DrawnFacts | undefined;
}

async function anomalyCells(drawing: Drawing, batch: number): Promise<readonly DrawnCell[]> {
  const drawn = await drawAnomalies(drawing, batch);
  const categories = categoryNames(drawing, batch);
  return drawn.map((anomaly, i) => {
    const { image, synthetic, mask, shapes, area, redraws } = anomaly;
    const category = categories[drawing.model.train.normal + i] ?? '';
    const cell = { pictures: [image, synthetic, mask], caption: `${category}${captionOf(anomaly)}` };
    return { cell, facts: { shapes, area, redraws } };
  });
}

async function normalCells(drawing: Drawing, batch: number): Promise<readonly DrawnCell[]> {
  const drawn = await drawNormals(drawing, batch);
  const categories = categoryNames(drawing, batch);
  return drawn.map((image, i) => ({
    cell: { pictures: [image], caption: `${categories[i] ?? ''}normal` },
    facts: undefined,
  }));
}

/** Of several sources what each sample is of, as its caption begins; nothing where there is one. */
function categoryNames({ model, order, first }: Drawing, batch: number): readonly string[] {
  const { sources } = model.data;
  if (sources === undefined) return [];
  return Array.from(order.categories(first + batch), (index) => `${sources[index]?.category ?? ''}  `);
}

/** `rectangle, 2 x blob  2.3%  1 redraw`: what stands under an anomaly. */
function captionOf({ shapes, area, redraws }: Drawn): string {
  const counted = [...new Set(shapes)].map((path) => {
    const count = shapes.filter((other) => other === path).length;
    return `${count === 1 ? '' : `${count} x `}${path.split('/').at(-1) ?? path}`;
  });
  const name = counted.length > 0 ? counted.join(', ') : area === 0 ? 'nothing' : 'anomaly';
  const again = redraws === 0 ? '' : `  ${redraws} redraw${redraws === 1 ? '' : 's'}`;
  return `${name}  ${(area * 100).toFixed(area < 0.01 ? 2 : 1)}%${again}`;
}
