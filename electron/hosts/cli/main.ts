import { homeFolder } from "../home-folder.ts";
import { commandList } from "./command-list.ts";
import { runCli } from "./run-cli.ts";

const controller = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.on(name, () => {
    // The second time the user means it.
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  });
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
