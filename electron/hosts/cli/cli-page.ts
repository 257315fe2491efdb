import { Command } from "commander";
import { addGlobalOptions } from "./options/global.ts";
import type { CommandEntry } from "./run-cli.ts";
import type { CliSession } from "./session.ts";

const head = `# The command line

\`npx --no-install tessera <command>\` from the project root, or \`tessera <command>\` once it is installed (\`npm link\`). Every command calls the same method as the window does.

Exit codes: 0 done, 1 failed, 2 bad usage. With \`--json\` stdout is one JSON document: the result, or
\`{"problem": {...}}\`; numbers that JSON lacks are the strings "Infinity", "-Infinity" and "NaN". Progress and messages go to
stderr. Ctrl-C cancels, and nothing half-written stays. This page is made from the commands' own help texts.
`;

const optionRow = (flags: string, text: string) =>
  `| \`${flags.replaceAll("|", "\\|")}\` | ${text.replaceAll("|", "\\|")} |`;

function options(command: Command): string[] {
  const rows = command.options.map(({ flags, description, argChoices, defaultValue }) => {
    const choices = argChoices ? `; ${argChoices.join(", ")}` : "";
    const isShown = defaultValue !== undefined && typeof defaultValue !== "boolean";
    return optionRow(flags, `${description}${choices}${isShown ? ` (default: ${defaultValue})` : ""}`);
  });
  return rows.length === 0 ? [] : ["| option | |", "|---|---|", ...rows, ""];
}

function usage(command: Command): string {
  const places = command.registeredArguments.map((one) => {
    const name = `${one.name()}${one.variadic ? "..." : ""}`;
    return one.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...places].join(" ");
}

/** Everything below a command, depth first; one that only leads to others has no options worth a heading of its own. */
function subcommands(command: Command, path: string): string[] {
  return command.commands.flatMap((inner) => {
    const head = [`### tessera ${path} ${usage(inner)}`, "", `${inner.description()}.`, ""];
    return [...head, ...options(inner), ...subcommands(inner, `${path} ${inner.name()}`)];
  });
}

/** docs/cli.md. The actions of the commands are not run. */
export async function formatCliPage(entries: readonly CommandEntry[]): Promise<string> {
  const program = new Command("tessera");
  addGlobalOptions(program);
  const lines = [head, "## Options of every command", "", ...options(program)];
  for (const entry of entries) {
    const command = program.command(entry.name);
    (await entry.load())(command, {} as CliSession);
    lines.push(
      `## tessera ${usage(command)}`,
      "",
      `${entry.summary[0]?.toUpperCase()}${entry.summary.slice(1)}.`,
      "",
    );
    lines.push(...options(command));
    lines.push(...subcommands(command, entry.name));
  }
  return `${lines.join("\n").trimEnd()}\n`;
}
