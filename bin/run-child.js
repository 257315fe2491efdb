// Programs that stand in the foreground for another: the other one ends with them, and they end as it does.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const pinnedNode = join(
  dirname(fileURLToPath(import.meta.url)),
  ...["..", "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node"],
);

/**
 * Runs a program in place of this one. Signals are passed on; when this process is gone, however it ended, the other one's
 * channel closes, which Tessera takes for a wish to end. The exit code is the other one's, 128 + the signal's number when a
 * signal ended it.
 */
export function runInForeground(command, args, options = {}) {
  const child = spawn(command, args, { ...options, stdio: ["inherit", "inherit", "inherit", "ipc"] });
  child.channel?.unref();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => {
      // On Windows the console has told both, and what kill sends there is the end at once.
      if (process.platform !== "win32") child.kill(signal);
    });
  process.on("exit", () => child.kill());
  child.on("error", (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal ?? ""] ?? 0)));
}

/** Runs the present program again, under the Node that the product is tested with. */
export function runOnPinnedNode() {
  if (existsSync(pinnedNode)) return runInForeground(pinnedNode, process.argv.slice(1));
  console.error(`Node ${process.versions.node} is too old and the pinned one is not installed: npm ci`);
  process.exitCode = 1;
}
