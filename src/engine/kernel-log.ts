// TensorFlow's own log of what it executes: when each kernel began and ended, by the name of its node. The binding hands no
// options to a run, so its traces are out of reach; this log is read while the library is loaded, and costs time itself,
// which is measured on kernels that do nothing and taken off.

/** What makes TensorFlow write it to a file. One thread begins the kernels, so that each moment belongs to one of them. */
export function kernelLogEnvironment(file: string): Record<string, string> {
  return {
    TF_CPP_MIN_LOG_LEVEL: '0',
    TF_CPP_VMODULE: 'executor=2',
    TF_CPP_VLOG_FILENAME: file,
    TF_NUM_INTEROP_THREADS: '1',
  };
}

/** Reads the log line by line. */
export class KernelLog {
  readonly #runs: Moment[][] = [];

  add(line: string): void {
    const moment = readMoment(line);
    if (moment === undefined) return;
    // The executions of functions have negative numbers.
    if (moment.begins && moment.node === '_SOURCE' && moment.execution > 0) this.#runs.push([]);
    this.#runs.at(-1)?.push(moment);
  }

  /**
   * Milliseconds in one run of each node that computes something, a mean over some runs of a graph: counted from the end of
   * the log, whose last run may not be there whole.
   */
  timesOf(start: number, end: number): ReadonlyMap<string, KernelTime> {
    const runs = this.#runs.slice(start, end);
    const works = runs.flatMap(worksOf);
    const cost = writingCost(works);
    const durations = new Map<string, Work[]>();
    for (const work of works) durations.set(work.node, [...(durations.get(work.node) ?? []), work]);
    return new Map(
      [...durations].map(([node, own]) => {
        const usual = middleOf(own.map(({ ms }) => ms)) - cost;
        return [node, { op: own[0]?.op ?? '', ms: (Math.max(0, usual) * own.length) / runs.length }];
      }),
    );
  }
}

export interface KernelTime {
  /** The kernel's operation, which may be one that TensorFlow put in the place of several. */
  readonly op: string;
  readonly ms: number;
}

interface Moment {
  /** Milliseconds. */
  readonly time: number;
  readonly begins: boolean;
  readonly execution: number;
  readonly key: string;
  readonly node: string;
  readonly op: string;
}

const form =
  /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d+): I \S+\bexecutor\.cc:\d+\] (Process node|\w+ kernel done): (\d+) step (-?\d+) \{\{node ([^}]+)\}\} = (\w+)/;

function readMoment(line: string): Moment | undefined {
  const [whole, day, clock, what, id, execution, node = '', op = ''] = form.exec(line) ?? [];
  if (whole === undefined || clock === undefined) return undefined;
  // Date keeps milliseconds alone.
  const micros = Number(clock.slice(8).padEnd(7, '0').slice(1, 7));
  const time = Date.parse(`${day}T${clock.slice(0, 8)}Z`) + micros / 1000;
  return { time, begins: what === 'Process node', execution: Number(execution), key: `${execution}/${id}`, node, op };
}

/** One kernel from its beginning to its end, which called no other. */
interface Work {
  readonly node: string;
  readonly op: string;
  readonly ms: number;
}

// What lies between two kernels is the log itself and the executor: nobody's.
function worksOf(moments: readonly Moment[]): readonly Work[] {
  return moments.flatMap((moment, i) => {
    const last = moments[i - 1];
    if (last === undefined || !last.begins || moment.begins || last.key !== moment.key) return [];
    return [{ node: moment.node, op: moment.op, ms: moment.time - last.time }];
  });
}

/** Kernels that hand on what is there. */
const trivial: ReadonlySet<string> = new Set(['Const', 'NoOp', 'Identity', '_Arg', '_Retval', 'VarHandleOp']);

/** What writing takes of each kernel's time: what those that do nothing seem to take. */
function writingCost(works: readonly Work[]): number {
  return middleOf(works.filter(({ op }) => trivial.has(op)).map(({ ms }) => ms));
}

// Not the mean: now and then another program takes the processor away.
function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
