import { datasetList } from "../../../contract/methods/dataset.ts";
import { Problem } from "../../../contract/problem.ts";
import { readInteger } from "../options/read.ts";
import type { DefineCommand } from "../run-cli.ts";

/** A browser remembers layouts and preferences by port: the same one next time, unless another program has it. */
const usualPort = 41_830;

interface Flags {
  readonly port?: number;
  readonly uploadLimitMb: number;
}

/** tessera serve: until Ctrl-C. The address works once; Enter makes another. */
export const defineServe: DefineCommand = (command, session) => {
  command
    .option(
      "--port <n>",
      `port on 127.0.0.1; 0 takes a free one (default: ${usualPort}, or a free one)`,
      readInteger,
    )
    .option("--upload-limit-mb <n>", "largest file that may be dropped on the window", readInteger, 8192)
    .action(async ({ port, uploadLimitMb }: Flags) => {
      const { startBrowserHost } = await import("../../browser/host.ts");
      const { rendererFolder } = await import("../../browser/static-files.ts");
      const { workOnJobs } = await import("../../work-on-jobs.ts");
      const service = await session.service();
      const start = (at: number) =>
        startBrowserHost({
          service,
          renderer: rendererFolder(),
          port: at,
          uploadLimitBytes: uploadLimitMb * 2 ** 20,
        });
      const host = await start(port ?? usualPort).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EADDRINUSE") throw error;
        if (port === undefined) return start(0);
        throw new Problem("bad-request", `Port ${port} is taken by another program.`, {
          remedy: "Choose another one, or leave --port out.",
        });
      });
      const announce = () =>
        session.print(
          { address: host.newAddress(), home: session.home },
          ({ address }) => `Tessera is at ${address}`,
        );
      await announce();
      for (const { message, remedy } of (await session.call(datasetList, {})).elsewhere)
        session.note(`${message}\n${remedy}`);
      session.note("The address opens one window. Enter makes another, Ctrl-C stops.");
      const onEnter = () => void announce();
      process.stdin.on("data", onEnter);
      process.stdin.unref?.();
      const jobs = workOnJobs(service, session.signal);
      await new Promise<void>((resolve) => {
        if (session.signal.aborted) resolve();
        session.signal.addEventListener("abort", () => resolve(), { once: true });
      });
      process.stdin.off("data", onEnter);
      process.stdin.pause();
      await host.close();
      await jobs;
    });
};
