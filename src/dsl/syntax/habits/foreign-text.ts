// A masked text with its brackets, for the rules that look for other languages in it.
import { lineEnd } from './masked.ts';

const opening = '([{';
const closers = ')]}';
/** No bracket closes behind more characters than these. */
const farthest = 5000;

export class ForeignText {
  /** Round and square brackets that are open, and braces, in front of each character. */
  readonly #parens: Int32Array;
  readonly #braces: Int32Array;

  constructor(
    /** As it is written. */
    readonly written: string,
    readonly text: string,
  ) {
    this.#parens = new Int32Array(text.length + 1);
    this.#braces = new Int32Array(text.length + 1);
    let [parens, braces] = [0, 0];
    for (let i = 0; i < text.length; i++) {
      this.#parens[i] = parens;
      this.#braces[i] = braces;
      const sign = text[i] ?? '';
      if (sign === '(' || sign === '[') parens += 1;
      else if (sign === ')' || sign === ']') parens = Math.max(0, parens - 1);
      else if (sign === '{' || sign === '}') {
        // A body has none inside, so one that was not closed before it is forgotten.
        braces = Math.max(0, braces + (sign === '{' ? 1 : -1));
        parens = 0;
      }
    }
    this.#parens[text.length] = parens;
    this.#braces[text.length] = braces;
  }

  isInBrackets(at: number): boolean {
    return (this.#parens[at] ?? 0) > 0;
  }

  isInBody(at: number): boolean {
    return (this.#braces[at] ?? 0) > 0;
  }

  matches(pattern: RegExp): readonly RegExpExecArray[] {
    return [...this.text.matchAll(pattern)];
  }

  /** Behind the bracket that closes the one at `at`; undefined where none does. */
  behindClosing(at: number): number | undefined {
    let depth = 0;
    for (let i = at; i < Math.min(this.text.length, at + farthest); i++) {
      const sign = this.text[i] ?? '';
      if (opening.includes(sign)) depth += 1;
      else if (closers.includes(sign)) depth -= 1;
      if (depth === 0) return i + 1;
    }
    return undefined;
  }

  /** Where the operand that ends before `end` begins: a number, a name or a call, or something in brackets. */
  operandStart(end: number): number {
    let i = end;
    while (i > 0 && /[ \t]/.test(this.text[i - 1] ?? '')) i--;
    while (i > 0 && closers.slice(0, 2).includes(this.text[i - 1] ?? '')) i = this.#opening(i - 1);
    while (i > 0 && /[\w.%"]/.test(this.text[i - 1] ?? '')) i--;
    return i;
  }

  /** Behind the operand that begins at or behind `start`. */
  operandEnd(start: number): number {
    let i = start + (/^[ \t]*-?[ \t]*/.exec(this.text.slice(start, start + 50))?.[0].length ?? 0);
    const image = /^(?:"[^"\r\n]*"|[\w.]+%?)/.exec(this.text.slice(i, i + 600))?.[0] ?? '';
    i += image.length;
    while ((this.text[i] === '(' || this.text[i] === '[') && this.behindClosing(i) !== undefined)
      i = this.behindClosing(i) ?? i + 1;
    return i;
  }

  /** Where the value around `at` begins: behind `=`, `->`, a comma, a bracket, or at its line. */
  valueStart(at: number): number {
    let depth = 0;
    let i = at;
    for (; i > 0; i--) {
      const sign = this.text[i - 1] ?? '';
      if (closers.includes(sign)) depth += 1;
      else if (opening.includes(sign) && depth-- === 0) break;
      else if (depth === 0 && (/[,|:\r\n]/.test(sign) || this.#isAssignment(i - 1) || this.#endsArrow(i - 1))) break;
    }
    return i + this.#blanksAt(i);
  }

  /** Behind the value around `at`. */
  valueEnd(at: number): number {
    let depth = 0;
    let i = at;
    for (; i < this.text.length; i++) {
      const sign = this.text[i] ?? '';
      if (opening.includes(sign)) depth += 1;
      else if (closers.includes(sign) && depth-- === 0) break;
      else if (depth === 0 && (/[,|\r\n{]/.test(sign) || this.text.startsWith('->', i) || this.#bindsAt(i))) break;
    }
    while (i > at && /[ \t]/.test(this.text[i - 1] ?? '')) i--;
    return i;
  }

  /** The terms of a sum, as they are written. */
  termsOf(start: number, end: number): readonly string[] {
    const terms: string[] = [];
    let [depth, from] = [0, start];
    for (let i = start; i < end; i++) {
      const sign = this.text[i] ?? '';
      if (opening.includes(sign)) depth += 1;
      else if (closers.includes(sign)) depth -= 1;
      else if (sign === '+' && depth === 0) {
        terms.push(this.written.slice(from, i).trim());
        from = i + 1;
      }
    }
    return [...terms, this.written.slice(from, end).trim()];
  }

  /** Behind a body in braces that opens on the line of `at`, or behind the lines that are indented more than it. */
  bodyEnd(at: number): number {
    const end = lineEnd(this.text, at);
    const open = this.text.slice(at, end).indexOf('{');
    if (open >= 0) return this.behindClosing(at + open) ?? end;
    if (!/:\s*$/.test(this.text.slice(at, end))) return this.#beforeClosing(at, end);
    const indent = at - this.lineStart(at);
    let stop = end;
    for (let next = this.#nextLine(end); next < this.text.length; next = this.#nextLine(stop)) {
      const line = this.text.slice(next, lineEnd(this.text, next));
      if (line.trim() !== '' && line.length - line.trimStart().length <= indent) break;
      stop = next + line.length;
      if (stop >= this.text.length) break;
    }
    return stop;
  }

  lineStart(at: number): number {
    let i = at;
    while (i > 0 && !/[\r\n]/.test(this.text[i - 1] ?? '')) i--;
    return i;
  }

  // A brace that closes a body around the line is no part of it.
  #beforeClosing(at: number, end: number): number {
    let depth = 0;
    for (let i = at; i < end; i++) {
      if (this.text[i] === '{') depth += 1;
      else if (this.text[i] === '}' && depth-- === 0) return i;
    }
    return end;
  }

  #nextLine(end: number): number {
    return end + (this.text.startsWith('\r\n', end) ? 2 : 1);
  }

  #opening(at: number): number {
    let depth = 0;
    for (let i = at; i >= Math.max(0, at - farthest); i--) {
      const sign = this.text[i] ?? '';
      if (closers.includes(sign)) depth += 1;
      else if (opening.includes(sign)) depth -= 1;
      if (depth === 0) return i;
    }
    return at;
  }

  #isAssignment(at: number): boolean {
    return this.text[at] === '=' && !/[=!<>]/.test(this.text[at - 1] ?? '') && this.text[at + 1] !== '=';
  }

  #endsArrow(at: number): boolean {
    return this.text[at] === '>' && this.text[at - 1] === '-';
  }

  // `b = …` behind a value on the same line.
  #bindsAt(at: number): boolean {
    if (!/[ \t]/.test(this.text[at - 1] ?? '')) return false;
    return /^[A-Za-z_][\w.]*[ \t]*=(?!=)/.test(this.text.slice(at, at + 200));
  }

  #blanksAt(at: number): number {
    return /^[ \t]*/.exec(this.text.slice(at, at + 200))?.[0].length ?? 0;
  }
}
