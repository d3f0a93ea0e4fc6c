import type { Tokens } from '../../dsl/tokens.ts';
import type { Context } from './context.ts';
export function yamlContextOf(_before: string, _tokenize: (text: string) => Tokens): Context {
  return { at: 'nothing' };
}
