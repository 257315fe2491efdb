import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Seconds of a program and of all processes that it starts, on the processor backend: of the clock, and of processors. Rejects
 * with what it said when it fails. Needs bash.
 */
export async function timedProgram(words) {
  const child = spawn("bash", ["-c", 'TIMEFORMAT="%R %U %S"; time "$@"', "bash", ...words], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, TESSERA_BACKEND: "cpu" },
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    said += text;
  });
  const [status] = await once(child, "close");
  if (status !== 0) throw new Error(`${words.join(" ")}: ${said}`);
  const [wall = 0, user = 0, system = 0] = said.trim().split("\n").at(-1).split(" ").map(Number);
  return { wall, processor: user + system };
}
