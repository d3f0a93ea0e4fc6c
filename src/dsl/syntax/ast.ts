// The syntax tree, the same for .anoseg and YAML. Immutable; facts about nodes live in tables beside it.
import type { SourceFile, Span } from '../../diagnostics/source-file.ts';

export interface Name {
  readonly kind: 'name';
  readonly text: string;
  readonly span: Span;
}

export interface PipelineFile {
  readonly kind: 'file';
  readonly source: SourceFile;
  readonly version: NumberLiteral | undefined;
  readonly doc: string | undefined;
  readonly items: readonly Item[];
  readonly span: Span;
}

export type Item = Use | Param | Section | Network | Block;

export interface Use {
  readonly kind: 'use';
  readonly path: TextLiteral;
  readonly names: readonly ImportedName[];
  readonly span: Span;
}

export interface ImportedName {
  readonly name: Name;
  /** What it is called here; mostly the same name. */
  readonly alias: Name;
}

export interface Param {
  readonly kind: 'param';
  readonly name: Name;
  readonly value: Expression;
  /** Written as `in a..b`, or a list of the allowed values. */
  readonly bounds: Expression | undefined;
  readonly doc: string | undefined;
  readonly span: Span;
}

export const sectionNames = ['data', 'augment', 'loss', 'train', 'evaluate', 'experiment'] as const;

/** What stands in an experiment before the dot and the name of a parameter. */
export const experimentPartNames = ['compare', 'each', 'repeat', 'set'] as const;
export type SectionName = (typeof sectionNames)[number];

export interface Section {
  readonly kind: 'section';
  readonly section: SectionName;
  /** The keyword. */
  readonly keyword: Span;
  readonly statements: readonly Statement[];
  readonly span: Span;
}

export interface Network {
  readonly kind: 'network';
  readonly name: Name;
  readonly parameters: readonly Parameter[];
  readonly statements: readonly Statement[];
  readonly doc: string | undefined;
  readonly span: Span;
}

export interface Block {
  readonly kind: 'block';
  readonly name: Name;
  readonly parameters: readonly Parameter[];
  readonly statements: readonly Statement[];
  readonly doc: string | undefined;
  readonly span: Span;
}

/** Of a block or network; one without a default is required. */
export interface Parameter {
  readonly name: Name;
  readonly default: Expression | undefined;
  readonly span: Span;
}

export type Statement = Binding | Return;

export interface Binding {
  readonly kind: 'binding';
  /** One, or several for an operation with several results. Dotted in `optimizer.discriminator`. */
  readonly targets: readonly Reference[];
  readonly value: Expression;
  readonly doc: string | undefined;
  readonly span: Span;
}

/** The result of a block. */
export interface Return {
  readonly kind: 'return';
  readonly value: Expression;
  readonly span: Span;
}

export type Expression =
  | NumberLiteral
  | TextLiteral
  | BooleanLiteral
  | Reference
  | Call
  | Pipe
  | Chance
  | Repetition
  | Choice
  | Range
  | Within
  | Unary
  | Binary
  | SizeExpression
  | SampleCount
  | ListExpression
  | Tuple
  | Restricted
  | Conditional
  | Missing;

export const units = ['%', 'px', 'deg'] as const;
export type UnitSymbol = (typeof units)[number];

export interface NumberLiteral {
  readonly kind: 'number';
  readonly value: number;
  readonly unit: UnitSymbol | undefined;
  /** As written, so that the formatter keeps `20_000` and `2e-4`. */
  readonly text: string;
  readonly span: Span;
}

export interface TextLiteral {
  readonly kind: 'text';
  readonly value: string;
  readonly span: Span;
}

export interface BooleanLiteral {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly span: Span;
}

/** A name, or names joined by dots. */
export interface Reference {
  readonly kind: 'reference';
  readonly path: readonly Name[];
  readonly span: Span;
}

export interface Call {
  readonly kind: 'call';
  readonly callee: Name;
  /** Behind dots, `features` of `encoder.features(x)`; absent for most. */
  readonly members?: readonly Name[];
  readonly arguments: readonly Argument[];
  readonly span: Span;
}

export interface Argument {
  readonly name: Name | undefined;
  readonly value: Expression;
  readonly span: Span;
}

/** `input -> step -> step`: each step is a reference, call, chance or choice. */
export interface Pipe {
  readonly kind: 'pipe';
  readonly input: Expression;
  readonly steps: readonly Expression[];
  readonly span: Span;
}

/** `maybe(50%) step` */
export interface Chance {
  readonly kind: 'chance';
  readonly chance: Expression;
  readonly step: Expression;
  readonly span: Span;
}

/** `repeat(4) step` */
export interface Repetition {
  readonly kind: 'repetition';
  readonly times: Expression;
  readonly step: Expression;
  readonly span: Span;
}

/** `a | b | c` */
export interface Choice {
  readonly kind: 'choice';
  readonly options: readonly Expression[];
  readonly span: Span;
}

/** `a..b` */
export interface Range {
  readonly kind: 'range';
  readonly from: Expression;
  readonly to: Expression;
  readonly span: Span;
}

/** `value in a..b` */
export interface Within {
  readonly kind: 'within';
  readonly value: Expression;
  readonly bounds: Expression;
  readonly span: Span;
}

export interface Unary {
  readonly kind: 'unary';
  readonly operator: '-' | 'not';
  readonly operand: Expression;
  readonly span: Span;
}

export const binaryOperators = ['+', '-', '*', '/', '==', '!=', '<', '<=', '>', '>=', 'and', 'or'] as const;
export type BinaryOperator = (typeof binaryOperators)[number];

export interface Binary {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

/** `height x width` */
export interface SizeExpression {
  readonly kind: 'size';
  readonly height: Expression;
  readonly width: Expression;
  readonly span: Span;
}

export const sampleKinds = ['normal', 'synthetic'] as const;
export type SampleKind = (typeof sampleKinds)[number];

/** `4 normal` */
export interface SampleCount {
  readonly kind: 'samples';
  readonly count: Expression;
  readonly of: SampleKind;
  readonly span: Span;
}

export interface ListExpression {
  readonly kind: 'list';
  readonly items: readonly Expression[];
  readonly span: Span;
}

export interface Tuple {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
  readonly span: Span;
}

/** `value on normal` */
export interface Restricted {
  readonly kind: 'restricted';
  readonly value: Expression;
  readonly to: Name;
  readonly span: Span;
}

/** `value when condition`: a part that may be left out; with `else other` one of two. */
export interface Conditional {
  readonly kind: 'conditional';
  readonly value: Expression;
  readonly condition: Expression;
  /** Absent, not undefined, where nothing is written: so that digests stay what they were. */
  readonly otherwise?: Expression;
  readonly span: Span;
}

/** Where something was expected and a syntax error is reported. */
export interface Missing {
  readonly kind: 'missing';
  readonly span: Span;
}
