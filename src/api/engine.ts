// TensorFlow on this machine: finding, installing, examining it.
export { requireCache } from '../engine/cache-fault.ts';
export { cacheFolder } from '../engine/cache-folder.js';
export { examine, renderDoctor, withRow } from '../engine/doctor/doctor.ts';
export type { DoctorRow } from '../engine/doctor/doctor-row.ts';
export { damagedEngines, findEngine } from '../engine/engine.ts';
export { type DeviceWish, refuseMissingGpu } from '../engine/gpu.ts';
export { installEngine } from '../engine/install/install.ts';
export type { EngineProgress } from '../engine/install/progress.ts';
export { readRecord } from '../engine/install/record.ts';
export { asSharpFailure } from '../engine/sharp-failure.ts';
export { temporaryFolder, usableTemporaryFolder } from '../engine/temporary-folder.ts';
