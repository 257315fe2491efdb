import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

/** Runs a program in the open, its output also kept. Resolves to { status, output }. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (text) => {
      output += text;
      process.stdout.write(text);
    });
    child.on("error", reject);
    child.on("close", (status) => resolve({ status: status ?? 1, output }));
  });
}

/** What went wrong in a line, for the list of failures at the end; the whole is printed where it happens. */
export const firstLine = (message = "no reason was given") =>
  stripVTControlCharacters(message).split("\n", 1)[0];
