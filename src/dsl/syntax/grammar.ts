// The grammar, as a chevrotain parser that makes the syntax tree directly. Where it recovers it goes on after an error
// with the next argument or statement, so that one broken line hides nothing else; preparing for that takes time.
import { EmbeddedActionsParser, type IRecognitionException, type IToken } from 'chevrotain';
import { joinSpans, SourceFile, type Span } from '../../diagnostics/source-file.ts';
import type {
  Argument,
  Binding,
  Block,
  Expression,
  ImportedName,
  Item,
  Name,
  Network,
  NumberLiteral,
  Param,
  Parameter,
  Reference,
  Return,
  SampleKind,
  Section,
  SectionName,
  Statement,
  Use,
} from './ast.ts';
import { sectionNames } from './ast.ts';
import { syntaxMessages } from './syntax-messages.ts';
import {
  BindingName,
  DocComment,
  endOf,
  GapToken,
  keyword,
  NameToken,
  NumberToken,
  OperatorToken,
  RepeatToken,
  SampleKindToken,
  symbol,
  TextToken,
  vocabulary,
} from './tokens.ts';
import type { Tree } from './tree.ts';

/** What the `file` rule returns; the caller adds source and span. */
export interface ParsedFile {
  readonly version: NumberLiteral | undefined;
  readonly doc: string | undefined;
  readonly items: readonly Item[];
}

/** The rules that read a part of a broken file, and what they give. */
export interface Pieces {
  readonly use: Use;
  readonly param: Param;
  readonly parameters: readonly Parameter[];
  readonly statement: Statement;
  /** What may stand behind `=`; also alone, as a value of YAML. */
  readonly value: Expression;
}

/** `value`: undefined where the rule gave up. */
export interface ParsedPiece<T> {
  readonly value: T | undefined;
  readonly errors: readonly IRecognitionException[];
}

export class PipelineParser extends EmbeddedActionsParser {
  #tree: Tree | undefined;
  readonly #end: { of: string };

  /** `recovers`: whether it goes on after an error; without, the first one ends the reading. */
  constructor(recovers: boolean) {
    const end = { of: 'the end of the file' };
    super(vocabulary, {
      recoveryEnabled: recovers,
      maxLookahead: 2,
      errorMessageProvider: syntaxMessages(() => end.of),
      skipValidations: true,
    });
    this.#end = end;
    this.performSelfAnalysis();
  }

  /** Parses a whole file; errors are in `this.errors`. */
  parseFile(tokens: IToken[], tree: Tree): ParsedFile {
    this.#tree = tree;
    this.input = tokens;
    return this.file() ?? { version: undefined, doc: undefined, items: [] };
  }

  /** Parses one expression: the value of `--set`. */
  parseExpression(tokens: IToken[], tree: Tree): Expression {
    this.#tree = tree;
    this.input = tokens;
    return this.guarded() ?? tree.missing(0);
  }

  /** Parses a part of a file that does not parse as a whole. `end`: what its end is called in messages. */
  parsePiece<K extends keyof Pieces>(rule: K, tokens: IToken[], tree: Tree, end: string): ParsedPiece<Pieces[K]> {
    const rules: { readonly [R in keyof Pieces]: () => Pieces[R] | undefined } = {
      use: () => this.use(),
      param: () => this.param(undefined),
      parameters: () => this.parameters(),
      statement: () => this.statement(),
      value: () => this.guarded(),
    };
    this.#tree = tree;
    this.input = tokens;
    this.#end.of = end;
    try {
      return { value: rules[rule](), errors: this.errors };
    } finally {
      this.#end.of = 'the end of the file';
    }
  }

  readonly file = this.RULE('file', (): ParsedFile => {
    let version: NumberLiteral | undefined;
    let fileDoc: string | undefined;
    const items: Item[] = [];
    this.OPTION(() => {
      this.CONSUME(keyword('anoseg'));
      const token = this.CONSUME(NumberToken);
      version = this.ACTION(() => (token.isInsertedInRecovery ? undefined : this.#made().number(token)));
    });
    this.MANY(() => {
      const doc = this.SUBRULE(this.doc);
      this.OR([
        { ALT: () => items.push(this.SUBRULE(this.use)) },
        { ALT: () => items.push(this.SUBRULE(this.param, { ARGS: [doc] })) },
        { ALT: () => items.push(this.SUBRULE(this.network, { ARGS: [doc] })) },
        { ALT: () => items.push(this.SUBRULE(this.block, { ARGS: [doc] })) },
        { ALT: () => items.push(this.SUBRULE(this.section)) },
      ]);
      // The doc comment before the first item that has no doc of its own describes the file.
      const last = items.at(-1);
      if (fileDoc === undefined && items.length === 1 && (last?.kind === 'use' || last?.kind === 'section'))
        fileDoc = doc;
    });
    return { version, doc: fileDoc, items };
  });

  private readonly doc = this.RULE('doc', (): string | undefined => {
    const lines: string[] = [];
    this.MANY(() => {
      const token = this.CONSUME(DocComment);
      lines.push(token.image.slice(3).trim());
    });
    return lines.length === 0 ? undefined : lines.join('\n');
  });

  readonly use = this.RULE('use', (): Use => {
    const start = this.#start();
    this.CONSUME(keyword('use'));
    const path = this.CONSUME(TextToken);
    const names: ImportedName[] = [];
    this.CONSUME(symbol('OpenBrace'));
    this.OPTION(() => {
      names.push(this.SUBRULE(this.importedName));
      this.MANY(() => {
        this.CONSUME(symbol('Comma'));
        names.push(this.SUBRULE2(this.importedName));
      });
      this.OPTION2(() => this.CONSUME2(symbol('Comma')));
    });
    this.CONSUME(symbol('CloseBrace'));
    return { kind: 'use', path: this.ACTION(() => this.#text(path)), names, span: this.#from(start) };
  });

  private readonly importedName = this.RULE(
    'importedName',
    (): ImportedName => {
      const name = this.SUBRULE(this.name);
      let alias = name;
      this.OPTION(() => {
        this.CONSUME(keyword('as'));
        alias = this.SUBRULE2(this.name);
      });
      return { name, alias };
    },
    { recoveryValueFunc: () => ({ name: this.#emptyName(), alias: this.#emptyName() }) },
  );

  readonly param = this.RULE(
    'param',
    (doc: string | undefined): Param => {
      const start = this.#start();
      this.CONSUME(keyword('param'));
      const name = this.SUBRULE(this.name);
      this.CONSUME(symbol('Assign'));
      const value = this.SUBRULE(this.guarded);
      const span = this.#from(start);
      return this.ACTION(() => {
        return { kind: 'param', name, ...boundedValue(value), doc, span };
      });
    },
    { recoveryValueFunc: () => this.#emptyParam() },
  );

  private readonly network = this.RULE('network', (doc: string | undefined): Network => {
    const start = this.#start();
    this.CONSUME(keyword('network'));
    const name = this.SUBRULE(this.name);
    const parameters = this.SUBRULE(this.parameters);
    const statements = this.SUBRULE(this.body);
    return { kind: 'network', name, parameters, statements, doc, span: this.#from(start) };
  });

  private readonly block = this.RULE('block', (doc: string | undefined): Block => {
    const start = this.#start();
    this.CONSUME(keyword('block'));
    const name = this.SUBRULE(this.name);
    const parameters = this.SUBRULE(this.parameters);
    const statements = this.SUBRULE(this.body);
    return { kind: 'block', name, parameters, statements, doc, span: this.#from(start) };
  });

  private readonly section = this.RULE('section', (): Section => {
    const start = this.#start();
    const token = this.OR(sectionNames.map((name) => ({ ALT: () => this.CONSUME(keyword(name)) })));
    const statements = this.SUBRULE(this.body);
    const span = this.#from(start);
    return this.ACTION(() => {
      const section: SectionName = sectionNames.find((name) => name === token.image) ?? 'data';
      return { kind: 'section', section, keyword: this.#span(token), statements, span };
    });
  });

  readonly parameters = this.RULE(
    'parameters',
    (): readonly Parameter[] => {
      const list: Parameter[] = [];
      this.CONSUME(symbol('OpenParen'));
      this.OPTION(() => {
        list.push(this.SUBRULE(this.parameter));
        this.MANY(() => {
          this.CONSUME(symbol('Comma'));
          list.push(this.SUBRULE2(this.parameter));
        });
        this.OPTION2(() => this.CONSUME2(symbol('Comma')));
      });
      this.CONSUME(symbol('CloseParen'));
      return list;
    },
    { recoveryValueFunc: () => [] },
  );

  private readonly parameter = this.RULE(
    'parameter',
    (): Parameter => {
      const name = this.SUBRULE(this.name);
      let value: Expression | undefined;
      this.OPTION(() => {
        this.CONSUME(symbol('Assign'));
        value = this.SUBRULE(this.guarded);
      });
      return { name, default: value, span: this.ACTION(() => joinSpans(name.span, value?.span ?? name.span)) };
    },
    { recoveryValueFunc: () => ({ name: this.#emptyName(), default: undefined, span: this.#from(this.#lastEnd()) }) },
  );

  private readonly body = this.RULE(
    'body',
    (): readonly Statement[] => {
      const statements: Statement[] = [];
      this.CONSUME(symbol('OpenBrace'));
      this.MANY(() => {
        const statement = this.SUBRULE(this.statement);
        if (statement) statements.push(statement);
      });
      this.CONSUME(symbol('CloseBrace'));
      return statements;
    },
    { recoveryValueFunc: () => [] },
  );

  readonly statement = this.RULE(
    'statement',
    (): Statement | undefined => {
      const doc = this.SUBRULE(this.doc);
      return this.OR<Statement>([
        { ALT: () => this.SUBRULE(this.binding, { ARGS: [doc] }) },
        { ALT: () => this.SUBRULE(this.returned) },
      ]);
    },
    { recoveryValueFunc: () => undefined },
  );

  private readonly binding = this.RULE('binding', (doc: string | undefined): Binding => {
    const start = this.#start();
    const first = this.CONSUME(BindingName);
    const targets: Reference[] = [this.SUBRULE(this.dotted, { ARGS: [first] })];
    this.MANY(() => {
      this.CONSUME(symbol('Comma'));
      const next = this.CONSUME(NameToken);
      targets.push(this.SUBRULE2(this.dotted, { ARGS: [next] }));
    });
    this.CONSUME(symbol('Assign'));
    const value = this.SUBRULE(this.guarded);
    return { kind: 'binding', targets, value, doc, span: this.#from(start) };
  });

  private readonly returned = this.RULE('returned', (): Return => {
    const start = this.#start();
    this.CONSUME(keyword('return'));
    const items: Expression[] = [this.SUBRULE(this.guarded)];
    this.MANY(() => {
      this.CONSUME(symbol('Comma'));
      items.push(this.SUBRULE2(this.guarded));
    });
    const span = this.#from(start);
    return this.ACTION(() => {
      const [only] = items;
      const value: Expression = items.length === 1 && only ? only : { kind: 'tuple', items, span };
      return { kind: 'return', value, span };
    });
  });

  private readonly guarded = this.RULE(
    'guarded',
    (): Expression => {
      let value = this.SUBRULE(this.choice);
      this.MANY(() => {
        this.OR([
          {
            ALT: () => {
              this.CONSUME(keyword('on'));
              const to = this.SUBRULE(this.name);
              value = this.ACTION(() => ({ kind: 'restricted', value, to, span: joinSpans(value.span, to.span) }));
            },
          },
          {
            ALT: () => {
              this.CONSUME(keyword('when'));
              const condition = this.SUBRULE(this.operation);
              let otherwise: Expression | undefined;
              this.OPTION(() => {
                this.CONSUME(keyword('else'));
                otherwise = this.SUBRULE(this.guarded);
              });
              value = this.ACTION(() => conditional(value, condition, otherwise));
            },
          },
        ]);
      });
      return value;
    },
    { recoveryValueFunc: () => this.#missing() },
  );

  private readonly choice = this.RULE(
    'choice',
    (): Expression => {
      const options: Expression[] = [this.SUBRULE(this.pipe)];
      this.MANY(() => {
        this.CONSUME(symbol('Bar'));
        options.push(this.SUBRULE2(this.pipe));
      });
      return this.ACTION(() => this.#listed(options, (span) => ({ kind: 'choice', options, span })));
    },
    { recoveryValueFunc: () => this.#missing() },
  );

  private readonly pipe = this.RULE(
    'pipe',
    (): Expression => {
      const input = this.SUBRULE(this.operation);
      const steps: Expression[] = [];
      this.MANY(() => {
        this.CONSUME(symbol('Arrow'));
        steps.push(this.SUBRULE2(this.operation));
      });
      return this.ACTION(() => this.#listed([input, ...steps], (span) => ({ kind: 'pipe', input, steps, span })));
    },
    { recoveryValueFunc: () => this.#missing() },
  );

  private readonly operation = this.RULE(
    'operation',
    (): Expression => {
      const operands: Expression[] = [this.SUBRULE(this.operand)];
      const operators: string[] = [];
      this.MANY(() => {
        operators.push(this.CONSUME(OperatorToken).image);
        operands.push(this.SUBRULE2(this.operand));
      });
      return this.ACTION(
        () => (operators.length === 0 ? operands[0] : undefined) ?? this.#made().operation(operands, operators),
      );
    },
    { recoveryValueFunc: () => this.#missing() },
  );

  private readonly operand = this.RULE(
    'operand',
    (): Expression => {
      const start = this.#start();
      return this.OR<Expression>([
        {
          ALT: () => {
            this.CONSUME(symbol('Minus'));
            const operand = this.SUBRULE(this.operand);
            return this.ACTION(() => ({ kind: 'unary', operator: '-', operand, span: this.#from(start) }));
          },
        },
        {
          ALT: () => {
            this.CONSUME(keyword('not'));
            const operand = this.SUBRULE2(this.operand);
            return this.ACTION(() => ({ kind: 'unary', operator: 'not', operand, span: this.#from(start) }));
          },
        },
        { ALT: () => this.SUBRULE(this.chance) },
        { ALT: () => this.SUBRULE(this.repetition) },
        { ALT: () => this.SUBRULE(this.counted) },
      ]);
    },
    { recoveryValueFunc: () => this.#missing() },
  );

  private readonly chance = this.RULE(
    'chance',
    (): Expression => {
      const start = this.#start();
      this.CONSUME(keyword('maybe'));
      this.CONSUME(symbol('OpenParen'));
      const chance = this.SUBRULE(this.guarded);
      this.CONSUME(symbol('CloseParen'));
      const step = this.SUBRULE(this.operand);
      return { kind: 'chance', chance, step, span: this.#from(start) };
    },
    { recoveryValueFunc: () => this.#missing() },
  );

  private readonly repetition = this.RULE(
    'repetition',
    (): Expression => {
      const start = this.#start();
      this.CONSUME(RepeatToken);
      this.CONSUME(symbol('OpenParen'));
      const times = this.SUBRULE(this.guarded);
      this.CONSUME(symbol('CloseParen'));
      const step = this.SUBRULE(this.operand);
      return { kind: 'repetition', times, step, span: this.#from(start) };
    },
    { recoveryValueFunc: () => this.#missing() },
  );

  private readonly counted = this.RULE(
    'counted',
    (): Expression => {
      const start = this.#start();
      let value = this.SUBRULE(this.primary);
      this.OPTION(() => {
        const token = this.CONSUME(SampleKindToken);
        value = this.ACTION(() => {
          const of: SampleKind = token.image === 'normal' ? 'normal' : 'synthetic';
          return { kind: 'samples', count: value, of, span: this.#from(start) };
        });
      });
      return value;
    },
    { recoveryValueFunc: () => this.#missing() },
  );

  private readonly primary = this.RULE(
    'primary',
    (): Expression =>
      this.OR<Expression>([
        {
          ALT: () => {
            const token = this.CONSUME(NumberToken);
            return this.ACTION(() => this.#number(token));
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(TextToken);
            return this.ACTION(() => this.#text(token));
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(keyword('true'));
            return this.ACTION(() => ({ kind: 'boolean', value: true, span: this.#span(token) }));
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(keyword('false'));
            return this.ACTION(() => ({ kind: 'boolean', value: false, span: this.#span(token) }));
          },
        },
        { ALT: () => this.SUBRULE(this.named) },
        { ALT: () => this.SUBRULE(this.list) },
        { ALT: () => this.SUBRULE(this.grouped) },
      ]),
    { recoveryValueFunc: () => this.#missing() },
  );

  /** A reference or a call. */
  private readonly named = this.RULE(
    'named',
    (): Expression => {
      const start = this.#start();
      const token = this.CONSUME(NameToken);
      const reference = this.SUBRULE(this.dotted, { ARGS: [token] });
      const list = this.OPTION(() => this.SUBRULE(this.arguments));
      return this.ACTION((): Expression => {
        if (list === undefined) return reference;
        const members = reference.path.slice(1);
        const call = { kind: 'call', callee: this.#name(token), arguments: list, span: this.#from(start) } as const;
        return members.length === 0 ? call : { ...call, members };
      });
    },
    { recoveryValueFunc: () => this.#missing() },
  );

  private readonly dotted = this.RULE(
    'dotted',
    (first: IToken): Reference => {
      const path: Name[] = [];
      this.ACTION(() => path.push(this.#name(first)));
      this.MANY(() => {
        this.CONSUME(symbol('Dot'));
        path.push(this.SUBRULE(this.name));
      });
      return this.ACTION(() => ({
        kind: 'reference',
        path,
        span: joinSpans(this.#name(first).span, path.at(-1)?.span ?? this.#name(first).span),
      }));
    },
    { recoveryValueFunc: (): Reference => ({ kind: 'reference', path: [], span: this.#from(this.#lastEnd()) }) },
  );

  private readonly arguments = this.RULE(
    'arguments',
    (): readonly Argument[] => {
      const list: Argument[] = [];
      this.CONSUME(symbol('OpenParen'));
      this.OPTION(() => {
        list.push(this.SUBRULE(this.argument));
        this.MANY(() => {
          this.CONSUME(symbol('Comma'));
          list.push(this.SUBRULE2(this.argument));
        });
        this.OPTION2(() => this.CONSUME2(symbol('Comma')));
      });
      this.CONSUME(symbol('CloseParen'));
      return list;
    },
    { recoveryValueFunc: () => [] },
  );

  private readonly argument = this.RULE(
    'argument',
    (): Argument => {
      const start = this.#start();
      let name: Name | undefined;
      this.OPTION({
        GATE: () => this.LA(2).tokenType === symbol('Colon') || this.LA(2).tokenType === symbol('Assign'),
        DEF: () => {
          name = this.SUBRULE(this.name);
          this.OR([
            { ALT: () => this.CONSUME(symbol('Colon')) },
            {
              ALT: () => {
                const token = this.CONSUME(symbol('Assign'));
                this.ACTION(() =>
                  this.#made().problems.push({
                    problem: 'named-with-equals',
                    text: name?.text ?? '',
                    span: this.#span(token),
                  }),
                );
              },
            },
          ]);
        },
      });
      const value = this.SUBRULE(this.guarded);
      return { name, value, span: this.#from(start) };
    },
    { recoveryValueFunc: () => ({ name: undefined, value: this.#missing(), span: this.#from(this.#lastEnd()) }) },
  );

  private readonly list = this.RULE(
    'list',
    (): Expression => {
      const start = this.#start();
      const items: Expression[] = [];
      this.CONSUME(symbol('OpenBracket'));
      this.OPTION(() => {
        items.push(this.SUBRULE(this.guarded));
        this.MANY(() => {
          this.CONSUME(symbol('Comma'));
          items.push(this.SUBRULE2(this.guarded));
        });
        this.OPTION2(() => this.CONSUME2(symbol('Comma')));
      });
      this.CONSUME(symbol('CloseBracket'));
      return { kind: 'list', items, span: this.#from(start) };
    },
    { recoveryValueFunc: () => this.#missing() },
  );

  private readonly grouped = this.RULE(
    'grouped',
    (): Expression => {
      const start = this.#start();
      this.CONSUME(symbol('OpenParen'));
      const items: Expression[] = [this.SUBRULE(this.guarded)];
      this.MANY(() => {
        this.CONSUME(symbol('Comma'));
        items.push(this.SUBRULE2(this.guarded));
      });
      this.CONSUME(symbol('CloseParen'));
      const span = this.#from(start);
      return this.ACTION(() => this.#only(items) ?? { kind: 'tuple', items, span });
    },
    { recoveryValueFunc: () => this.#missing() },
  );

  private readonly name = this.RULE(
    'name',
    (): Name => {
      const token = this.CONSUME(NameToken);
      return this.ACTION(() => this.#name(token));
    },
    { recoveryValueFunc: () => this.#emptyName() },
  );

  #made(): Tree {
    if (this.#tree === undefined) throw new Error('bug in anoseg: no tree');
    return this.#tree;
  }

  #start(): number {
    if (this.RECORDING_PHASE) return 0;
    const next = this.LA(1);
    return Number.isNaN(next.startOffset) ? this.#lastEnd() : next.startOffset;
  }

  #lastEnd(): number {
    if (this.RECORDING_PHASE) return 0;
    const last = this.LA(0);
    return last === undefined || Number.isNaN(last.startOffset) ? 0 : endOf(last);
  }

  #from(start: number): Span {
    return this.RECORDING_PHASE ? nowhere : this.#made().span(start, this.#lastEnd());
  }

  #span(token: IToken): Span {
    return this.#made().tokenSpan(token, this.#lastEnd());
  }

  #name(token: IToken): Name {
    return this.#made().name(token, this.#lastEnd());
  }

  #number(token: IToken): Expression {
    const span = this.#span(token);
    return token.tokenType === GapToken ? { kind: 'missing', span } : this.#made().number(token);
  }

  #text(token: IToken) {
    return this.#made().text(token);
  }

  #missing(): Expression {
    return this.RECORDING_PHASE ? { kind: 'missing', span: nowhere } : this.#made().missing(this.#lastEnd());
  }

  #emptyName(): Name {
    return { kind: 'name', text: '', span: this.#from(this.#lastEnd()) };
  }

  #emptyParam(): Param {
    return {
      kind: 'param',
      name: this.#emptyName(),
      value: this.#missing(),
      bounds: undefined,
      doc: undefined,
      span: this.#from(this.#lastEnd()),
    };
  }

  #only(items: readonly Expression[]): Expression | undefined {
    return items.length === 1 ? items[0] : undefined;
  }

  #listed(items: readonly Expression[], make: (span: Span) => Expression): Expression {
    const first = items[0] ?? this.#missing();
    const last = items.at(-1) ?? first;
    return items.length === 1 ? first : make(joinSpans(first.span, last.span));
  }
}

// `a when c else b in 1..8`: the bounds are the parameter's, whichever side counts.
function boundedValue(written: Expression): Pick<Param, 'value' | 'bounds'> {
  if (written.kind === 'within') return { value: written.value, bounds: written.bounds };
  if (written.kind !== 'conditional' || written.otherwise === undefined) return { value: written, bounds: undefined };
  const { value, bounds } = boundedValue(written.otherwise);
  return bounds === undefined
    ? { value: written, bounds }
    : { value: conditional(written.value, written.condition, value), bounds };
}

function conditional(value: Expression, condition: Expression, otherwise: Expression | undefined): Expression {
  const span = joinSpans(value.span, (otherwise ?? condition).span);
  return { kind: 'conditional', value, condition, ...(otherwise && { otherwise }), span };
}

// Stands in while chevrotain records the grammar.
const nowhere: Span = { source: new SourceFile('', ''), start: 0, end: 0 };
