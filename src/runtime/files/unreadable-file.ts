// What is told of a file that is there but cannot be read.

/** What is wrong with a file itself, as a sentence goes on after "cannot be read:". */
export class UnreadableFile extends Error {}
