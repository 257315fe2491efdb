import { Command, CommanderError } from "commander";
import type { ProblemReport } from "../../contract/problem.ts";
import { terminalText } from "../../contract/text.ts";
import { version } from "../../service/version.ts";
import { addGlobalOptions, type GlobalOptions, globalOptionsWithValue } from "./options/global.ts";
import { type CliSession, createSession, type Streams, toJson } from "./session.ts";

/** Adds arguments, options and the action to a command that has its name and summary already. */
export type DefineCommand = (command: Command, session: CliSession) => void;

/** A line of the command list; the module with the rest is loaded when the command is run. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<DefineCommand>;
}

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
  const { session, close, shortfalls } = createSession(() => program.opts<GlobalOptions>(), streams, signal);

  const wanted = findCommand(args);
  try {
    for (const entry of commands) {
      const command = program.command(entry.name).description(entry.summary);
      const isAsked = entry.name === wanted || (wanted === "help" && args.includes(entry.name));
      if (isAsked) (await entry.load())(command, session);
    }
    await program.parseAsync(args, { from: "user" });
    for (const problem of shortfalls) streams.stderr.write(`${describeProblem(problem)}\n`);
    return shortfalls.length > 0 ? 1 : 0;
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

/** The command in the arguments: the first word that is neither an option nor the value of a global one. */
function findCommand(args: readonly string[]): string | undefined {
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? "";
    if (globalOptionsWithValue.includes(word)) index++;
    else if (!word.startsWith("-")) return word;
  }
  return undefined;
}

/** A problem for the terminal: what, where, what to do; one thing per line. */
function describeProblem(problem: ProblemReport): string {
  const lines = [problem, ...(problem.also ?? [])].flatMap((one, at) => describeOne(one, at > 0));
  return terminalText(lines.join("\n"));
}

/** Letters of a message on the screen. */
const mostLetters = 2000;

function describeOne(problem: Omit<ProblemReport, "also">, isFurther: boolean): string[] {
  const place = [
    problem.file,
    problem.line === undefined ? undefined : `line ${problem.line}`,
    problem.column === undefined ? undefined : `column ${problem.column}`,
  ].filter((part) => part !== undefined);
  const { message } = problem;
  // A file that is not what it was taken for may be named in it as a whole.
  const shown = message.length > mostLetters ? `${message.slice(0, mostLetters)} ...` : message;
  const lines = [`${isFurther ? "also" : "tessera"}: ${shown}`];
  if (place.length > 0) lines.push(`  ${place.join(", ")}`);
  if (problem.remedy) lines.push(`  ${problem.remedy}`);
  return lines;
}

/** 0 done, 1 failed, 2 bad usage: the request or a setting was wrong, and nothing was started. */
function exitCodeOf(problem: ProblemReport): 1 | 2 {
  return problem.code === "bad-request" || problem.code === "bad-setting" ? 2 : 1;
}
