// An editor as far as the protocol goes: starts the built `anoseg lsp` and talks to it as an editor does,
// with the protocol's own client library.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  type CompletionItem,
  createProtocolConnection,
  type Diagnostic,
  type DocumentSymbol,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from 'vscode-languageserver-protocol/node';

const capabilities: ClientCapabilities = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true } },
    publishDiagnostics: { relatedInformation: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
  },
};

export class Editor {
  readonly #diagnostics = new Map<string, readonly Diagnostic[]>();
  readonly #versions = new Map<string, number>();
  #waiting: (() => void)[] = [];
  /** Errors that the server logged. */
  readonly complaints: string[] = [];

  private constructor(
    readonly connection: ProtocolConnection,
    readonly ended: Promise<number | null>,
  ) {
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      this.#diagnostics.set(uri, diagnostics);
      for (const resume of this.#waiting.splice(0)) resume();
    });
    connection.onNotification('window/logMessage', ({ message }) => {
      this.complaints.push(message);
    });
  }

  static async start(): Promise<{ readonly editor: Editor; readonly greeting: InitializeResult }> {
    const child = spawn(process.execPath, [path.resolve('bin/anoseg.js'), 'lsp'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    const editor = new Editor(connection, ended);
    const greeting = await editor.request<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities,
    });
    await connection.sendNotification('initialized', {});
    return { editor, greeting };
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  async open(uri: string, text: string, languageId = 'anoseg'): Promise<void> {
    this.#versions.set(uri, 1);
    this.#diagnostics.delete(uri);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** The whole text anew. */
  async change(uri: string, text: string): Promise<void> {
    await this.edit(uri, { text });
  }

  async edit(uri: string, change: unknown): Promise<void> {
    const version = (this.#versions.get(uri) ?? 1) + 1;
    this.#versions.set(uri, version);
    this.#diagnostics.delete(uri);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [change],
    });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** What the server says next of a file. */
  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    for (;;) {
      const found = this.#diagnostics.get(uri);
      if (found) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  at<R>(method: string, uri: string, position: Position, more: object = {}): Promise<R> {
    return this.request<R>(`textDocument/${method}`, { textDocument: { uri }, position, ...more });
  }

  complete(uri: string, position: Position): Promise<readonly CompletionItem[]> {
    return this.at('completion', uri, position);
  }

  symbols(uri: string): Promise<readonly DocumentSymbol[]> {
    return this.request('textDocument/documentSymbol', { textDocument: { uri } });
  }

  async stop(): Promise<number | null> {
    await this.request('shutdown', null);
    await this.connection.sendNotification('exit');
    return this.ended;
  }
}

export function uriOf(file: string): string {
  return pathToFileURL(path.resolve(file)).href;
}

/** A text with `¦` where the cursor stands. */
export function cursorIn(marked: string): { readonly text: string; readonly position: Position } {
  const at = marked.indexOf('¦');
  if (at < 0) return { text: marked, position: { line: 0, character: 0 } };
  const before = marked.slice(0, at).split('\n');
  return {
    text: marked.slice(0, at) + marked.slice(at + 1),
    position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
  };
}

/** The text after edits, as an editor applies them. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const offsetOf = ({ line, character }: Position) => (starts[line] ?? text.length) + character;
  return edits
    .toSorted((a, b) => offsetOf(b.range.start) - offsetOf(a.range.start))
    .reduce(
      (rest, { range, newText }) => rest.slice(0, offsetOf(range.start)) + newText + rest.slice(offsetOf(range.end)),
      text,
    );
}
