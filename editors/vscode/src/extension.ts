// Starts `rusthint lsp` and connects it with the editor. All else is the server's business.
import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { LanguageClient, LanguageClientOptions, ServerOptions } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("rusthint.restart", restart),
    vscode.commands.registerCommand("rusthint.showLog", () => client?.outputChannel.show()),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      // The server is told of all other settings by the client itself.
      const needsRestart = ["rusthint.path", "rusthint.javaHome"].some((name) =>
        change.affectsConfiguration(name),
      );
      if (needsRestart) {
        await restart();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function restart(): Promise<void> {
  await deactivate();
  await start();
}

async function start(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("rusthint");
  const command = launcher(settings.get<string>("path", "rusthint"));
  const javaHome = settings.get<string>("javaHome", "");
  const env = javaHome ? { ...process.env, RUSTHINT_JAVA_HOME: expand(javaHome) } : process.env;
  // Node starts a `.cmd` file through a shell only, to which a blank in a path must be quoted.
  const shell = process.platform === "win32";
  const server: ServerOptions = {
    command: shell ? `"${command}"` : command,
    args: ["lsp"],
    options: { env, shell },
  };
  const options: LanguageClientOptions = {
    documentSelector: [
      { language: "rust", scheme: "file" },
      { language: "rust", scheme: "untitled" },
      { pattern: "**/{Cargo.toml,rusthint.toml,clippy.toml,.clippy.toml}", scheme: "file" },
    ],
    initializationOptions: settings,
    synchronize: { configurationSection: "rusthint" },
  };
  const starting = new LanguageClient("rusthint", "RustHint", server, options);
  client = starting;
  try {
    await starting.start();
  } catch (failure) {
    client = undefined;
    await report(command, failure, starting);
  }
}

async function report(command: string, failure: unknown, tried: LanguageClient): Promise<void> {
  const reason = failure instanceof Error ? failure.message : String(failure);
  const settings = "Open Settings";
  const log = "Show Log";
  const choice = await vscode.window.showErrorMessage(
    `RustHint could not start ${command}: ${reason}. Set rusthint.path to the launcher.`,
    settings,
    log,
  );
  if (choice === settings) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "rusthint.path");
  } else if (choice === log) {
    tried.outputChannel.show();
  }
}

/** The command to run: a name is left to `PATH`, a relative path starts at the first folder. */
function launcher(setting: string): string {
  const given = expand(setting.trim() || "rusthint");
  const isName = !given.includes("/") && !given.includes("\\");
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const found = isName || path.isAbsolute(given) || !folder ? given : path.join(folder, given);
  return process.platform === "win32" && !isName && !path.extname(found) ? `${found}.cmd` : found;
}

/** Replaces `~` and `${workspaceFolder}`. */
function expand(setting: string): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  const home = setting.replace(/^~(?=$|[/\\])/, () => os.homedir());
  return home.replace(/\$\{workspaceFolder\}/g, () => folder);
}
