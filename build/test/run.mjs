import { spawn } from "node:child_process";
import { getPriority, setPriority } from "node:os";
import { stripVTControlCharacters } from "node:util";

/** Where a part of the tests is told, and how readily its programs let those of another part pass (nice, 0 to 19). */
export const inTheOpen = { write: (text) => process.stdout.write(text), niceness: 0 };

/**
 * Runs a program of a part of the tests, which tells what it prints; its output is also kept. Resolves to { status, output },
 * the latter without what went to stderr.
 */
export function run(command, args, { told = inTheOpen, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    letPass(child.pid, told.niceness);
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output += text;
      told.write(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text) => told.write(text));
    child.on("error", reject);
    child.on("close", (status) => resolve({ status: status ?? 1, output }));
  });
}

/** What it starts later has its niceness, too. */
function letPass(pid, niceness) {
  if (pid === undefined || niceness === 0) return;
  try {
    setPriority(pid, Math.min(getPriority() + niceness, 19));
  } catch {
    // It has ended already, or this system does not allow it.
  }
}

/**
 * A writer for each of several parts that run side by side, so that what each says stands in one piece: the first that has not
 * ended is heard as it speaks, what another says meanwhile is kept until it is its turn.
 */
export function inTurn(count, write) {
  const kept = Array.from({ length: count }, () => []);
  const ended = new Set();
  let turn = 0;
  return kept.map((_, at) => ({
    write: (text) => (at === turn ? write(text) : kept[at].push(text)),
    end() {
      ended.add(at);
      while (ended.has(turn)) for (const text of kept[++turn] ?? []) write(text);
    },
  }));
}

/** What went wrong in a line, for the list of failures at the end; the whole is printed where it happens. */
export const firstLine = (message = "no reason was given") =>
  stripVTControlCharacters(message).split("\n", 1)[0];
