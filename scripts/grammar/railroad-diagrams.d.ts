// What of the package is used.
declare module 'railroad-diagrams' {
  export interface Node {
    toString(): string;
  }
  interface Railroad {
    Diagram(...parts: readonly Node[]): Node;
    Sequence(...parts: readonly Node[]): Node;
    Choice(normal: number, ...parts: readonly Node[]): Node;
    Optional(part: Node): Node;
    ZeroOrMore(part: Node): Node;
    Terminal(text: string): Node;
    NonTerminal(text: string): Node;
  }
  const railroad: Railroad;
  export default railroad;
}
