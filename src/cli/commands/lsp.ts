// `anoseg lsp`: the language server for editors, on standard input and output.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { fileReader } from '../../api/folders.ts';
import { serve } from '../../lsp/server.ts';
import { listPipelines } from '../pipelines/list-pipelines.ts';
import { type ExitCode, exitCode } from '../shell/exit-code.ts';
import { packageVersion } from '../shell/version.ts';

/** Ends when the editor says so, or closes the connection: the protocol's library then ends the process. */
export async function lspCommand(): Promise<ExitCode> {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  serve(connection, { ...fileReader(), listPipelines }, packageVersion);
  return exitCode.done;
}
