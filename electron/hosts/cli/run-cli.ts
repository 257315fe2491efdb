import { Command, CommanderError } from "commander";
import type { ProblemReport } from "../../contract/problem.ts";
import { version } from "../../service/version.ts";
import type { CommandEntry } from "./command-entry.ts";
import { createSession } from "./create-session.ts";
import { describeProblem } from "./describe-problem.ts";
import { exitCodeOf } from "./exit-code.ts";
import { findCommand } from "./find-command.ts";
import { addGlobalOptions, type GlobalOptions } from "./global-options.ts";
import type { Streams } from "./streams.ts";
import { toJson } from "./to-json.ts";

/**
 * Runs one command line and returns the exit code: 0 done, 1 failed, 2 bad usage. Only the module of the command
 * that is run is loaded. With --json a failure is one JSON document on stdout too, beside the text on stderr.
 */
export async function runCli(
  args: readonly string[],
  commands: readonly CommandEntry[],
  streams: Streams,
  signal: AbortSignal,
): Promise<number> {
  const help: string[] = [];
  const program = new Command("tessera")
    .description("Choose portfolios out of very many trading strategies.")
    .version(version)
    .exitOverride()
    .showHelpAfterError("(tessera --help lists the commands, tessera <command> --help their options)")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeErr: (text) => streams.stderr.write(text),
      writeOut: (text) => help.push(text),
    });
  addGlobalOptions(program);
  const { session, close } = createSession(() => program.opts<GlobalOptions>(), streams, signal);

  const wanted = findCommand(args);
  try {
    for (const entry of commands) {
      const command = program.command(entry.name).description(entry.summary);
      const isAsked = entry.name === wanted || (wanted === "help" && args.includes(entry.name));
      if (isAsked) (await entry.load())(command, session);
    }
    await program.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (help.length > 0) await streams.write(help.join(""));
      return error.exitCode === 0 ? 0 : 2;
    }
    if (process.env.TESSERA_DEBUG) console.error(error);
    // Loaded here: it brings zod, which --help does not need.
    const { problemOf } = await import("../../contract/problem.ts");
    return await fail(problemOf(error));
  } finally {
    close();
  }

  async function fail(problem: ProblemReport): Promise<number> {
    streams.stderr.write(`${describeProblem(problem)}\n`);
    if (session.json) await streams.write(`${toJson({ problem })}\n`);
    return exitCodeOf(problem);
  }
}
