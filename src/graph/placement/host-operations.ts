// What stays on the CPU of a machine with a GPU, each with its reason. Everything else that a call needs must have a GPU
// kernel: test/unit/graph/placement.test.ts fails on an operation that is not here.

/** By `kindOf` the node. */
export const hostOperations: Readonly<Record<string, string>> = {
  MapDefun:
    'augmentation, sample by sample: thousands of small operations with branches and loops, each of which would be a launch',
  'Slice of uint8':
    'takes the batch apart beside the augmentation; what is not augmented is copied as bytes, a quarter of float32',
  'DecodeRaw of string': 'loads the data, once a run',
  'Const of string': 'names in checkpoints; text has no other memory',
  'SaveV2 of string': 'writes a file, once a checkpoint',
  'RestoreV2 of string': 'reads a file, once a run',
};

/** Of what could run on a GPU and is kept from it. */
export const PINNED = 'pictures for the augmentation: gathered on a GPU they would come back at each step';
