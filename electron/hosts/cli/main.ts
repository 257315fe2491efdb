import { writeSync } from "node:fs";
import { homeFolder } from "../home-folder.ts";
import { commandList } from "./command-list.ts";
import { runCli } from "./run-cli.ts";

/** What a terminal sends to all of its programs, npm and others pass on once more: within this time it is one wish. */
const onceMs = 250;

/** A command that was told to stop has this long to come to an end of its own; what it had begun is removed then. */
const graceMs = 1500;

const controller = new AbortController();
let askedAt = 0;
function end(): void {
  const again = controller.signal.aborted && performance.now() - askedAt > onceMs;
  // The second time the user means it.
  if (again) process.exit(130);
  if (!controller.signal.aborted) {
    askedAt = performance.now();
    setTimeout(() => {
      // In one piece before the end, whatever standard error is.
      writeSync(
        2,
        "tessera: Stopped: what it had begun is taken away by the next command that comes across it.\n",
      );
      process.exit(130);
    }, graceMs).unref();
  }
  controller.abort();
}
for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, end);
// Started by a program that stands for this one (bin/run-child.js): it is gone.
if (process.channel) {
  process.once("disconnect", end);
  process.channel.unref();
}
// A reader that has seen enough (tessera ... | head) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

process.exitCode = await runCli(
  process.argv.slice(2),
  commandList,
  {
    stderr: process.stderr,
    write: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
    home: homeFolder,
  },
  controller.signal,
);
