import { resolve } from "node:path";
import { commandList } from "../../../../electron/hosts/cli/command-list.ts";
import { type CommandEntry, runCli } from "../../../../electron/hosts/cli/run-cli.ts";

/** What a command line came to. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, with a service of its own as the program has it. `home` is the data root by default. */
export async function runLine(
  args: readonly string[],
  home: string,
  commands: readonly CommandEntry[] = commandList,
): Promise<Outcome> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const streams = {
    stderr: { write: (text: string) => stderr.push(text) },
    write: async (text: string) => void stdout.push(text),
    home: (given?: string) => ({ folder: resolve(given ?? home), older: [] }),
  };
  const code = await runCli(args, commands, streams, new AbortController().signal);
  return { code, stdout: stdout.join(""), stderr: stderr.join("") };
}
