// Reads a pickle as data. A pickle is a program for Python's unpickler; here only those steps are known that state
// dictionaries of PyTorch are made of, nothing is called, and every other name or step ends the reading.
// https://docs.python.org/3/library/pickletools.html

/** Something that a pickle names or builds. Dictionaries are Maps: their keys are a stranger's words. */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly PickleValue[]
  | Map<PickleValue, PickleValue>
  | Named
  | Built
  | Persistent;

/** A class or function, by its name alone. */
export interface Named {
  readonly kind: 'named';
  readonly name: string;
}

/** What calling `of` would have made. */
export interface Built {
  readonly kind: 'built';
  readonly of: string;
  readonly arguments: readonly PickleValue[];
}

/** An object that lies elsewhere in the file: PyTorch's storages. */
export interface Persistent {
  readonly kind: 'persistent';
  readonly id: PickleValue;
}

export interface Pickled {
  readonly value: PickleValue;
  /** Where the pickle ends. */
  readonly end: number;
}

/** Why a file is not read, for the user. */
export class PickleRefused extends Error {}

/** More steps than these no state dictionary has. */
const mostSteps = 20_000_000;

/** `allowed`: names that may be mentioned, as `module name`. @throws PickleRefused */
export function readPickle(bytes: Uint8Array, start: number, allowed: ReadonlySet<string>): Pickled {
  const reader = new PickleReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), start, allowed);
  return reader.run();
}

class PickleReader {
  readonly #stack: PickleValue[] = [];
  /** Where lists and tuples that are being built begin. */
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, PickleValue>();
  #at: number;

  constructor(
    readonly bytes: Buffer,
    start: number,
    readonly allowed: ReadonlySet<string>,
  ) {
    this.#at = start;
  }

  run(): Pickled {
    for (let steps = 0; steps < mostSteps; steps++) {
      const code = this.#byte();
      if (code === 0x2e) return { value: this.#pop(), end: this.#at };
      const step = this.#steps[code];
      if (step === undefined)
        throw new PickleRefused(`it holds the pickle step 0x${code.toString(16)}, which is not read`);
      step();
    }
    throw new PickleRefused('it is longer than any state dictionary');
  }

  // By the codes of pickle's protocols up to 2.
  readonly #steps: Readonly<Record<number, () => void>> = {
    128: () => this.#byte(), // PROTO
    40: () => this.#marks.push(this.#stack.length), // MARK
    78: () => this.#push(null),
    136: () => this.#push(true),
    137: () => this.#push(false),
    75: () => this.#push(this.#byte()), // BININT1
    77: () => this.#push(this.#take(2).readUInt16LE()), // BININT2
    74: () => this.#push(this.#take(4).readInt32LE()), // BININT
    71: () => this.#push(this.#take(8).readDoubleBE()), // BINFLOAT
    138: () => this.#push(this.#long()), // LONG1
    88: () => this.#push(this.#take(this.#take(4).readUInt32LE()).toString('utf8')), // BINUNICODE
    125: () => this.#push(new Map()), // EMPTY_DICT
    93: () => this.#push([]), // EMPTY_LIST
    41: () => this.#push([]), // EMPTY_TUPLE
    133: () => this.#push([this.#pop()]), // TUPLE1
    134: () => this.#push(this.#last(2)), // TUPLE2
    135: () => this.#push(this.#last(3)), // TUPLE3
    116: () => this.#push(this.#sinceMark()), // TUPLE
    101: () => this.#append(this.#sinceMark()), // APPENDS
    97: () => this.#append([this.#pop()]), // APPEND
    117: () => this.#set(this.#sinceMark()), // SETITEMS
    115: () => this.#set(this.#last(2)), // SETITEM
    113: () => this.#keep(this.#byte()), // BINPUT
    114: () => this.#keep(this.#take(4).readUInt32LE()), // LONG_BINPUT
    104: () => this.#recall(this.#byte()), // BINGET
    106: () => this.#recall(this.#take(4).readUInt32LE()), // LONG_BINGET
    99: () => this.#push({ kind: 'named', name: this.#global() }), // GLOBAL
    81: () => this.#push({ kind: 'persistent', id: this.#pop() }), // BINPERSID
    82: () => this.#reduce(), // REDUCE
    98: () => this.#pop(), // BUILD: what is set on an object is no weight
  };

  #global(): string {
    const name = `${this.#line()} ${this.#line()}`;
    if (!this.allowed.has(name))
      throw new PickleRefused(`it names \`${name.replace(' ', '.')}\`, which no weights need`);
    return name;
  }

  #reduce(): void {
    const given = this.#pop();
    const callee = this.#pop();
    if (callee === null || typeof callee !== 'object' || !('kind' in callee) || callee.kind !== 'named')
      throw new PickleRefused('it calls something that has no name');
    // An ordered dictionary is filled afterwards.
    if (callee.name === 'collections OrderedDict') this.#push(new Map());
    else this.#push({ kind: 'built', of: callee.name, arguments: Array.isArray(given) ? given : [] });
  }

  #append(items: readonly PickleValue[]): void {
    const list = this.#pop();
    if (!Array.isArray(list)) throw new PickleRefused('it appends to what is no list');
    this.#push(list);
    for (const item of items) list.push(item);
  }

  #set(items: readonly PickleValue[]): void {
    const target = this.#pop();
    if (!(target instanceof Map) || items.length % 2 === 1)
      throw new PickleRefused('it sets items of what is no dictionary');
    for (let i = 0; i < items.length; i += 2) target.set(items[i] ?? null, items[i + 1] ?? null);
    this.#push(target);
  }

  #long(): number | bigint {
    const bytes = this.#take(this.#byte());
    let value = 0n;
    for (const byte of [...bytes].toReversed()) value = value * 256n + BigInt(byte);
    const negative = (bytes.at(-1) ?? 0) >= 0x80;
    const whole = negative ? value - 256n ** BigInt(bytes.length) : value;
    return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
  }

  #line(): string {
    const end = this.bytes.indexOf(0x0a, this.#at);
    if (end < 0) throw new PickleRefused('it is cut short');
    const text = this.bytes.toString('latin1', this.#at, end);
    this.#at = end + 1;
    return text;
  }

  #byte(): number {
    return this.#take(1)[0] ?? 0;
  }

  #take(count: number): Buffer {
    if (this.#at + count > this.bytes.length) throw new PickleRefused('it is cut short');
    const taken = this.bytes.subarray(this.#at, this.#at + count);
    this.#at += count;
    return taken;
  }

  #push(value: PickleValue): void {
    this.#stack.push(value);
  }

  #pop(): PickleValue {
    if (this.#stack.length <= (this.#marks.at(-1) ?? 0)) throw new PickleRefused('it takes more than there is');
    return this.#stack.pop() ?? null;
  }

  #last(count: number): readonly PickleValue[] {
    return Array.from({ length: count }, () => this.#pop()).toReversed();
  }

  #sinceMark(): readonly PickleValue[] {
    const mark = this.#marks.pop();
    if (mark === undefined) throw new PickleRefused('it ends what has not begun');
    return this.#stack.splice(mark);
  }

  #keep(place: number): void {
    this.#memo.set(place, this.#stack.at(-1) ?? null);
  }

  #recall(place: number): void {
    const value = this.#memo.get(place);
    if (value === undefined) throw new PickleRefused('it recalls what it has not kept');
    this.#push(value);
  }
}
