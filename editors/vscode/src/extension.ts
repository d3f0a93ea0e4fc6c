// Starts `anoseg lsp` for pipelines in both syntaxes. All that the editor knows of the language comes from there.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { commands, type ExtensionContext, window, workspace } from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';

const documents: LanguageClientOptions = {
  documentSelector: [
    { language: 'anoseg' },
    // The server leaves alone what does not begin with `anoseg:`.
    { language: 'yaml', scheme: 'file' },
  ],
};

export async function activate(context: ExtensionContext): Promise<void> {
  const client = new LanguageClient('anoseg', 'AnoSeg', server(), documents);
  context.subscriptions.push(
    client,
    commands.registerCommand('anoseg.restart', () => client.restart()),
  );
  try {
    await client.start();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(
      `AnoSeg did not start: ${reason}. Install it (\`npm install anoseg\`), or name its command in the setting \`anoseg.command\`.`,
    );
  }
}

function server(): ServerOptions {
  const [folder] = workspace.workspaceFolders ?? [];
  const cwd = folder?.uri.fsPath;
  const [command, ...args] = workspace.getConfiguration('anoseg').get<readonly string[]>('command', []);
  return {
    command: command ?? commandIn(cwd),
    args: [...args, 'lsp'],
    ...(cwd === undefined ? {} : { options: { cwd } }),
  };
}

function commandIn(folder: string | undefined): string {
  const own = folder === undefined ? undefined : path.join(folder, 'node_modules', '.bin', 'anoseg');
  return own !== undefined && existsSync(own) ? own : 'anoseg';
}
