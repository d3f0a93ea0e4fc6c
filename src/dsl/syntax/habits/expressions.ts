// Values as other languages write them: methods, indices, conditions, anonymous functions, modules in front of names.

import { foreignOperation } from './foreign-names.ts';
import type { ForeignText } from './foreign-text.ts';
import { type Edit, gap, type Habit } from './habit.ts';
import type { Rule } from './signs.ts';

export const expressionRules: readonly Rule[] = [
  methods,
  calledTwice,
  indices,
  conditions,
  questions,
  functions,
  withoutBrackets,
  restrictedSums,
  chances,
  otherBrackets,
];

const modules =
  /^(?:self|this|torch|nn|F|tf|keras|layers|np|numpy|jax|jnp|optim|losses|kornia|transforms|T|A|torchvision|functional)$/;
// The first two of their arguments are other ones here.
const withInput: readonly (readonly [RegExp, string])[] = [
  [/^(?:Lazy)?Conv[123]d$/, 'conv(64, kernel: 3)'],
  [/^(?:Lazy)?ConvTranspose[123]d$/, 'deconv(64, kernel: 4, stride: 2)'],
  [/^(?:Lazy)?Linear$/, 'dense(64)'],
];

// `x.conv(8)`, `nn.Conv2d(3, 8, 3)`, `F.relu(x)`: a call has no dot.
function methods(text: ForeignText): readonly Habit[] {
  const calls = /(?<![\w.])(?:[A-Za-z_]\w*\.)+[A-Za-z_]\w*(?=\()|(?<=[)\]])[ \t]*(?:\r?\n[ \t]*)?\.[A-Za-z_]\w*(?=\()/g;
  return text.matches(calls).map(({ index, 0: whole }) => {
    const [first = '', ...rest] = whole.split('.');
    if (modules.test(first)) return ofModule(text, index, rest.length, whole);
    return methodChain(text, index + whole.lastIndexOf('.'), first.trim() === '' ? text.operandStart(index) : index);
  });
}

function ofModule(text: ForeignText, start: number, depth: number, whole: string): Habit {
  const name = whole.slice(whole.lastIndexOf('.') + 1);
  const before = whole.slice(0, whole.length - name.length);
  const open = start + whole.length;
  const close = text.behindClosing(open) ?? open;
  const end = text.text[close] === '(' ? (text.behindClosing(close) ?? close) : close;
  const told = { start, end: open, message: `nothing stands in front of what is called: \`${before}\`` };
  const layer = withInput.find(([pattern]) => pattern.test(name))?.[1];
  const read = { start, end, text: gap };
  if (layer !== undefined) {
    const hint = `write \`x -> ${layer}\`: output channels first, those of the input are known`;
    return { ...told, hint, read };
  }
  // Whether there is one of that name is seen when it is tried.
  const known = foreignOperation(name) ?? (/^[a-z]/.test(name) ? name : undefined);
  if (known === undefined || depth === 0 || end !== close)
    return { ...told, hint: 'operations are listed in docs/operations.md', read };
  return { ...told, hint: `write \`${known}(…)\``, fix: { start, end: open, text: known } };
}

// `dot`: of the first method; `start`: where what it is called on begins.
function methodChain(text: ForeignText, dot: number, start: number): Habit {
  const steps: string[] = [];
  let end = dot;
  let name = '';
  for (;;) {
    const method = /^[ \t]*(?:\r?\n[ \t]*)?\.([A-Za-z_]\w*)(?=\()/.exec(text.text.slice(end, end + 300));
    const open = end + (method?.[0].length ?? 0);
    const close = method === null ? undefined : text.behindClosing(open);
    if (close === undefined) break;
    if (name === '') name = method?.[1] ?? '';
    steps.push(`${method?.[1]}${text.written.slice(open, close)}`);
    end = close;
  }
  const chain = [text.written.slice(start, dot).trim(), ...steps].join(' -> ');
  const hint = `what flows into an operation stands in front of it: \`x -> ${name}(…)\``;
  const told = { start: dot, end: dot + 1 + name.length, message: `unexpected \`.${name}\``, hint };
  const isWhole = text.valueStart(start) === start && text.valueEnd(end) === end;
  return { ...told, ...(isWhole ? { fix: { start, end, text: chain } } : { read: { start, end, text: gap } }) };
}

// `conv(8)(x)`
function calledTwice(text: ForeignText): readonly Habit[] {
  return text.matches(/(?<![\w.])([A-Za-z_][\w.]*)(?=\()/g).flatMap(({ index, 0: name }): readonly Habit[] => {
    const close = text.behindClosing(index + name.length);
    const open = close === undefined ? -1 : close;
    const end = text.text[open] === '(' ? text.behindClosing(open) : undefined;
    if (end === undefined || /^(?:maybe|repeat)$/.test(name) || modules.test(name.split('.')[0] ?? '')) return [];
    const input = text.written.slice(open + 1, end - 1).trim();
    const call = text.written.slice(index, open);
    const told = { start: open, end, message: 'unexpected `(`' };
    const isWhole = text.valueStart(index) === index && text.valueEnd(end) === end && text.text[end] !== '(';
    const hint = `what flows into an operation stands in front of it: \`x -> ${name}(…)\``;
    const region = { start: index, end };
    const isKnown = isWhole && !name.includes('.') && /^[A-Za-z_]\w*$/.test(input);
    return [
      {
        ...told,
        hint,
        ...(isKnown ? { fix: { ...region, text: `${input} -> ${call}` } } : { read: { ...region, text: gap } }),
      },
    ];
  });
}

const beforeList = /(?:^|[^\w])(?:in|on|when|and|or|not|return|param|maybe)[ \t]*$/;

// `x[0]`, `x[:, 0:3]`, `f(x)[1]`
function indices(text: ForeignText): readonly Habit[] {
  return text.matches(/(?<=[\w)\]])[ \t]?\[/g).flatMap(({ index, 0: sign }): readonly Habit[] => {
    const open = index + sign.length - 1;
    if (beforeList.test(text.text.slice(Math.max(0, index - 12), index))) return [];
    const end = text.behindClosing(open);
    if (end === undefined) return [];
    const start = text.operandStart(index);
    const isCall = /\)$/.test(text.text.slice(start, index));
    const parts = 'several results get names of their own: `a, b = …`';
    const hint = `channels are cut out by \`x -> slice(channels: 0..3)\`${isCall ? `; ${parts}` : ''}`;
    return [{ start: open, end, message: 'a value has no index', hint, read: { start, end, text: gap } }];
  });
}

// `a if c else b`, `if c then a else b`
function conditions(text: ForeignText): readonly Habit[] {
  const pattern = /(?<![\w.])if\b(?![ \t]*[=,:.)])[^\r\n]*?\belse\b/g;
  return text.matches(pattern).flatMap(({ index, 0: whole }): readonly Habit[] => {
    // A line that begins with it is a statement.
    if (/^[ \t]*$/.test(text.text.slice(text.lineStart(index), index)) && !text.isInBrackets(index)) return [];
    const place = { start: text.valueStart(index), end: text.valueEnd(index + whole.length) };
    const written = text.written.slice(place.start, place.end);
    const [, value, condition, other] =
      /^([^?]+?)\s+if\s+(.+?)\s+else\s+(.+)$/.exec(written) ??
      swapped(/^if\s+(.+?)\s+(?:then\s+)?(\S.*?)\s+else\s+(.+)$/.exec(written));
    const told = { start: index, end: index + 2, message: 'there is no `if`' };
    return [eitherOr(text, told, place, value, condition, other)];
  });
}

function swapped(found: RegExpExecArray | null): readonly (string | undefined)[] {
  return found === null ? [] : [found[0], found[2], found[1], found[3]];
}

// `c ? a : b`
function questions(text: ForeignText): readonly Habit[] {
  return text.matches(/\?[^\r\n?]*?:/g).map(({ index, 0: whole }) => {
    const place = { start: text.valueStart(index), end: text.valueEnd(index + whole.length) };
    const [, condition, value, other] =
      /^(.+?)\s*\?\s*(.+?)\s*:\s*(.+)$/.exec(text.written.slice(place.start, place.end)) ?? [];
    const told = { start: index, end: index + 1, message: 'there is no `? :`' };
    return eitherOr(text, told, place, value, condition, other);
  });
}

function eitherOr(
  text: ForeignText,
  told: Pick<Habit, 'start' | 'end' | 'message'>,
  { start, end }: Pick<Edit, 'start' | 'end'>,
  value: string | undefined,
  condition: string | undefined,
  other: string | undefined,
): Habit {
  const hint = 'one of two is `a when condition else b`, a step in brackets: `-> (relu when deep else elu)`';
  if (value === undefined || condition === undefined || other === undefined)
    return { ...told, hint, read: { start, end, text: gap } };
  const said = `${value} when ${condition} else ${other}`;
  const isWhole = /(?:[^=!<>]=|[,(:[]|^)$/.test(
    text.text
      .slice(Math.max(0, start - 40), start)
      .trimEnd()
      .slice(-2),
  );
  const fix = { start, end, text: isWhole ? said : `(${said})` };
  return { ...told, hint, fix, read: { start, end, text: gap } };
}

// `lambda x: …`, `x => …`, `(x) -> …`
function functions(text: ForeignText): readonly Habit[] {
  return text.matches(/(?<![\w.])(?:lambda\b[^\r\n:]*:|function\s*\()/g).map(({ index, 0: whole }) => {
    const word = whole.startsWith('lambda') ? 'lambda' : 'function';
    const hint = 'a piece with parameters is a block, declared at the top: `block name(x) { return x -> … }`';
    const end = Math.max(text.valueEnd(index + whole.length), index + whole.length);
    return {
      start: index,
      end: index + word.length,
      message: `there is no \`${word}\``,
      hint,
      read: { start: index, end, text: gap },
    };
  });
}

// `maybe(50%) -> rotate(90deg)`
function chances(text: ForeignText): readonly Habit[] {
  return text.matches(/(?<=\b(?:maybe|repeat)[ \t]*\([^()\r\n]*\))[ \t]*->[ \t]*/g).map(({ index, 0: whole }) => {
    const fix = { start: index, end: index + whole.length, text: ' ' };
    const at = index + whole.indexOf('->');
    return {
      start: at,
      end: at + 2,
      message: 'unexpected `->`',
      hint: '`maybe(50%) f` and `repeat(3) f` are one step',
      fix,
    };
  });
}

// `scar{width: 2px}`, `scar[width: 2px]`
function otherBrackets(text: ForeignText): readonly Habit[] {
  return text
    .matches(/(?<=(?<![\w.])[a-z]\w*)[{[](?=[ \t]*[A-Za-z_]\w*[ \t]*[:=])/g)
    .flatMap(({ index, 0: sign }): readonly Habit[] => {
      const end = text.behindClosing(index);
      if (end === undefined || !text.isInBody(index) || /\n/.test(text.text.slice(index, end))) return [];
      const fix = { start: index, end, text: `(${text.written.slice(index + 1, end - 1)})` };
      const hint = 'arguments stand in round brackets: `f(a, b: 3)`';
      return [{ start: index, end: index + 1, message: `unexpected \`${sign}\``, hint, fix }];
    });
}

// `bce(map, mask) on normal + 5 * bce(map, mask) on synthetic`
function restrictedSums(text: ForeignText): readonly Habit[] {
  return text.matches(/(?<=\bon[ \t]+[A-Za-z_]\w*)[ \t]*(?:\r?\n[ \t]*)?\+/g).map(({ index, 0: whole }) => {
    const at = index + whole.length - 1;
    const [start, end] = [text.valueStart(index), text.valueEnd(at)];
    const hint = 'a term of a sum stands in brackets where `on` restricts it: `(bce(map, mask) on normal) + …`';
    const told = { start: at, end: at + 1, message: 'unexpected `+`', hint, read: { start, end, text: gap } };
    const written = text.written.slice(start, end);
    const terms = text.termsOf(start, end).map((term) => (/\son\s+\w+$/.test(term) ? `(${term})` : term));
    return written.includes('\n') ? told : { ...told, fix: { start, end, text: terms.join(' + ') } };
  });
}

// `-> conv 8`, `50 bce(…)`
function withoutBrackets(text: ForeignText): readonly Habit[] {
  const values = text
    .matches(/(?<=->[ \t]*)([A-Za-z_]\w*)[ \t]+(\d[\w.%]*)(?=[ \t]*(?:->|[\r\n)}]|$))/g)
    .map((match): Habit => {
      const [whole, name = '', value = ''] = match;
      const fix = { start: match.index, end: match.index + whole.length, text: `${name}(${value})` };
      const hint = `values stand in brackets: \`${fix.text}\``;
      return { start: fix.end - value.length, end: fix.end, message: `unexpected \`${value}\``, hint, fix };
    });
  const products = text
    .matches(/(?<![\w.])(\d[\d_.]*(?:e-?\d+)?)[ \t]+([A-Za-z_]\w*)(?=\()/g)
    .flatMap((match): readonly Habit[] => {
      const [whole, number = '', name = ''] = match;
      if (/^(?:in|on|when|and|or|not|x|to)$/.test(name)) return [];
      const fix = { start: match.index, end: match.index + whole.length, text: `${number} * ${name}` };
      const hint = `a product is written \`${fix.text}\``;
      return [{ start: fix.end - name.length, end: fix.end, message: `unexpected \`${name}\``, hint, fix }];
    });
  return [...values, ...products];
}
