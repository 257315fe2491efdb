import { spawn } from "node:child_process";
import { Problem } from "../../../contract/problem.ts";
import type { Settings } from "../../settings/settings.ts";
import { quoted } from "./command.ts";

/**
 * Runs a scheduler's command, on the host of the setting cluster.ssh where there is one. Returns its output. Throws Problem.
 */
export function runScheduler(settings: Settings, words: readonly string[], input = ""): Promise<string> {
  const host = settings.get("cluster.ssh");
  const options = settings.get("cluster.ssh_options").split(" ").filter(Boolean);
  const far = ["ssh", "-o", "BatchMode=yes", ...options, "--", host, words.map(quoted).join(" ")];
  const [program = "", ...args] = host ? far : words;
  const remedy = host
    ? `Log in to ${host} by hand once (ssh ${host}); the key must need no password.`
    : `Run this where ${program} is, or name a login node: the setting cluster.ssh.`;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"] });
    const out: Buffer[] = [];
    const said: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    child.on("error", () =>
      reject(new Problem("unsupported", `${program} cannot be run on this machine.`, { remedy })),
    );
    child.on("close", (code) => {
      if (code === 0) return resolve(Buffer.concat(out).toString());
      const message = `${words[0]} ended with code ${code}: ${Buffer.concat(said).toString().trim()}`;
      // 255 is what ssh itself ends with.
      reject(new Problem("unsupported", message, code === 255 && host ? { remedy } : {}));
    });
  });
}
