// The language server: which requests of an editor are answered, and by what. Whatever a half-typed file
// brings about, a request ends in an answer: what goes wrong inside is logged, and the answer is empty.
import {
  CodeActionKind,
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { type Position, TextDocument } from 'vscode-languageserver-textdocument';
import { createSyntax } from '../api/language.ts';
import { type CompletionOptions, completionsAt, triggerCharacters } from './completion/completion.ts';
import { quickFixes } from './findings.ts';
import { formattingOf } from './formatting.ts';
import { hoverAt } from './hover.ts';
import { definitionAt, highlightsAt, referencesAt } from './navigation.ts';
import { outlineOf } from './outline.ts';
import { Publisher } from './publisher.ts';
import { RenameRefused, renameAt, renamedWord } from './rename.ts';
import { semanticLegend, semanticTokensOf } from './semantic-tokens.ts';
import { signatureAt, signatureTriggers } from './signature-help.ts';
import { type Analysis, type PipelineFiles, Workspace } from './workspace.ts';

const capabilities: ServerCapabilities = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  hoverProvider: true,
  completionProvider: { triggerCharacters },
  signatureHelpProvider: { triggerCharacters: signatureTriggers },
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  documentSymbolProvider: true,
  documentFormattingProvider: true,
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
  semanticTokensProvider: { legend: semanticLegend, full: true },
};

/** Answers an editor until its connection ends. */
export function serve(connection: Connection, files: PipelineFiles, version: string): void {
  const workspace = new Workspace(createSyntax(), files);
  const guard = guardOf(connection);
  const publisher = new Publisher(workspace, (uri, diagnostics) => {
    void connection.sendDiagnostics({ uri, diagnostics });
  });
  const of = answering(workspace, guard);
  startUp(connection, version, ({ capabilities: { textDocument: able } }) => {
    tell(connection, workspace, of, { snippets: able?.completion?.completionItem?.snippetSupport === true });
    change(connection, workspace, of);
  });
  const documents = new TextDocuments(TextDocument);
  documents.onDidChangeContent(({ document }) => {
    workspace.set(document.uri, document.getText(), document.languageId);
    publisher.schedule(guard);
  });
  documents.onDidClose(({ document }) => {
    workspace.remove(document.uri);
    publisher.schedule(guard);
  });
  connection.onDidChangeWatchedFiles(() => {
    workspace.changed();
    publisher.schedule(guard);
  });
  documents.listen(connection);
  connection.listen();
}

/** Runs a step; what it throws is logged, and `otherwise` is its result. */
export type Guard = <R>(step: () => R, otherwise: R) => R;

function guardOf(connection: Connection): Guard {
  return (step, otherwise) => {
    try {
      return step();
    } catch (error) {
      connection.console.error(`a bug in anoseg: ${error instanceof Error ? error.stack : String(error)}`);
      return otherwise;
    }
  };
}

function startUp(connection: Connection, version: string, register: (editor: InitializeParams) => void): void {
  let watches = false;
  connection.onInitialize((editor): InitializeResult => {
    watches = editor.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    register(editor);
    return { capabilities, serverInfo: { name: 'anoseg', version } };
  });
  connection.onInitialized(() => {
    if (!watches) return;
    const watchers = [{ globPattern: '**/*.{anoseg,yaml,yml}' }, { globPattern: '**/anoseg.json' }];
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });
}

interface AtDocument {
  readonly textDocument: { readonly uri: string };
}

interface AtPosition extends AtDocument {
  readonly position: Position;
}

/** Makes a handler of requests out of what answers them for a pipeline. */
type Answering = <P extends AtDocument, R>(
  find: (analysis: Analysis, params: P) => R,
  otherwise: R,
) => (params: P) => R;

// A file that is no pipeline has no answers.
function answering(workspace: Workspace, guard: Guard): Answering {
  return (find, otherwise) => (params) =>
    guard(() => {
      const analysis = workspace.analysis(params.textDocument.uri);
      return analysis === undefined ? otherwise : find(analysis, params);
    }, otherwise);
}

function tell(connection: Connection, workspace: Workspace, of: Answering, options: CompletionOptions): void {
  connection.onHover(of((analysis, { position }: AtPosition) => hoverAt(analysis, position), null));
  connection.onCompletion(
    of((analysis, { position }: AtPosition) => completionsAt(workspace, analysis, position, options), []),
  );
  connection.onSignatureHelp(
    of((analysis, { position }: AtPosition) => signatureAt(workspace, analysis, position), null),
  );
  connection.onDefinition(
    of((analysis, { position }: AtPosition) => definitionAt(workspace, analysis, position), null),
  );
  connection.onReferences(
    of(
      (analysis, { position, context }) => referencesAt(workspace, analysis, position, context.includeDeclaration),
      [],
    ),
  );
  connection.onDocumentHighlight(of((analysis, { position }: AtPosition) => highlightsAt(analysis, position), []));
  connection.onDocumentSymbol(of(outlineOf, []));
  connection.languages.semanticTokens.on(of(semanticTokensOf, { data: [] }));
}

function change(connection: Connection, workspace: Workspace, of: Answering): void {
  connection.onDocumentFormatting(of((analysis: Analysis) => formattingOf(analysis, workspace.syntax), []));
  connection.onCodeAction(
    of((analysis, { range, context }) => {
      const wanted = context.only?.some((kind) => CodeActionKind.QuickFix.startsWith(kind)) ?? true;
      return wanted ? quickFixes(analysis, range, workspace.uriOf) : [];
    }, []),
  );
  const refusable = <P extends AtDocument, R>(find: (analysis: Analysis, params: P) => R) =>
    of((analysis: Analysis, params: P) => unlessRefused(() => find(analysis, params)), null);
  connection.onPrepareRename(refusable((analysis, { position }: AtPosition) => renamedWord(analysis, position)));
  connection.onRenameRequest(
    refusable((analysis, { position, newName }) => renameAt(workspace, analysis, position, newName)),
  );
}

// A refusal is an answer that the user reads.
function unlessRefused<R>(rename: () => R): R | ResponseError {
  try {
    return rename();
  } catch (error) {
    if (error instanceof RenameRefused) return new ResponseError(LSPErrorCodes.RequestFailed, error.message);
    throw error;
  }
}
