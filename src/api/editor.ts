// What an editor needs beside the language: words and tree of a file, what may stand where, and operations. Needs no Node.
export { placeOfBlock } from '../dsl/elaborate/check-blocks.ts';
export { discriminatorNames } from '../dsl/elaborate/declared-networks.ts';
export { experimentParts, experimentWords, perNetwork, sectionSettings } from '../dsl/elaborate/sections.ts';
export { callOfName, kindsIn } from '../dsl/meaning/calls.ts';
export { isDistribution } from '../dsl/meaning/randomness.ts';
export type { Place } from '../dsl/meaning/scope.ts';
export {
  type Argument,
  type Binding,
  type Block,
  type Call,
  type Expression,
  type ImportedName,
  type Item,
  type Name,
  type Network,
  type Param,
  type Parameter,
  type Reference,
  type Section,
  type SectionName,
  type Statement,
  sectionNames,
} from '../dsl/syntax/ast.ts';
export { distributionNames } from '../dsl/syntax/distributions.ts';
export { endsOperand, type ItemWord, isName, Layout } from '../dsl/syntax/recovery/layout.ts';
export {
  createLexer,
  DocComment,
  endOf,
  keyword,
  keywords,
  NumberToken,
  TextToken,
  type Tokens,
} from '../dsl/syntax/tokens.ts';
export { languageVersion } from '../dsl/syntax/version.ts';
export { childrenOf } from '../dsl/syntax/walk.ts';
export type { OperationCall, Origin, TensorKind } from '../ops/core/call.ts';
export type { ReadType } from '../ops/core/parameter.ts';
export { settingsOf, showSetting } from '../ops/core/setting.ts';
