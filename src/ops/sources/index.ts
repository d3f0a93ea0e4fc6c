// Every data source by its name. The runtime has a reader for each, in runtime/data/sources: a missing one is a type error.
import { btad } from './btad.ts';
import { folder } from './folder.ts';
import { kolektor } from './kolektor.ts';
import { mpdd } from './mpdd.ts';
import { mvtec } from './mvtec.ts';
import { mvtecLoco } from './mvtec-loco.ts';
import { sample } from './sample.ts';
import { visa } from './visa.ts';

export const sources = { btad, folder, kolektor, mpdd, mvtec, mvtec_loco: mvtecLoco, sample, visa } as const;

export type SourceName = keyof typeof sources;
