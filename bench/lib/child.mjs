import { spawn } from "node:child_process";

/** Runs a program that prints one line of JSON and resolves to it; rejects with its exit code. */
export function child(command, args) {
  return new Promise((resolve, reject) => {
    const program = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    program.stdout.on("data", (text) => {
      output += text;
    });
    program.on("error", reject);
    program.on("close", (code) =>
      code === 0
        ? resolve(JSON.parse(output.trim().split("\n").at(-1)))
        : reject(new Error(`${command} ended with ${code}`)),
    );
  });
}
