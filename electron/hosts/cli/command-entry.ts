import type { Command } from "commander";
import type { CliSession } from "./cli-session.ts";

/** Adds arguments, options and the action to a command that has its name and summary already. */
export type DefineCommand = (command: Command, session: CliSession) => void;

/** A line of the command list; the module with the rest is loaded when the command is run. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<DefineCommand>;
}
