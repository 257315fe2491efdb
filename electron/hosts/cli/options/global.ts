import type { Command } from "commander";

/** Options that every command takes, before or after its name. */
export interface GlobalOptions {
  readonly home?: string;
  readonly settings?: string;
  readonly set?: readonly string[];
  readonly threads?: string;
  readonly json?: boolean;
  readonly progress: boolean;
}

/** Names of the global options that are followed by a value. */
export const globalOptionsWithValue: readonly string[] = ["--home", "--settings", "--set", "--threads"];

export function addGlobalOptions(program: Command): void {
  program
    .option(
      "--home <dir>",
      "data root (default: TESSERA_HOME, else the platform's place for application data)",
    )
    .option("--settings <file>", "settings file (default: settings.ini in the data root)")
    .option(
      "--set <section.key=value>",
      "change one setting for this run; may be repeated",
      (value: string, before?: string[]) => [...(before ?? []), value],
    )
    .option("--threads <n>", "processor threads, short for --set general.threads=<n>")
    .option("--json", "print the result as JSON")
    .option("--no-progress", "draw no progress bar");
}
