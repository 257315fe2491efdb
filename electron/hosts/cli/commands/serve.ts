import type { DefineCommand } from "../command-entry.ts";
import { readInteger } from "../read-number.ts";

interface Flags {
  readonly port: number;
  readonly uploadLimitMb: number;
}

/** tessera serve: until Ctrl-C. The address works once; Enter makes another. */
export const defineServe: DefineCommand = (command, session) => {
  command
    .option("--port <n>", "port on 127.0.0.1; 0 takes a free one", readInteger, 0)
    .option("--upload-limit-mb <n>", "largest file that may be dropped on the window", readInteger, 8192)
    .action(async ({ port, uploadLimitMb }: Flags) => {
      const { startBrowserHost } = await import("../../browser/start-browser-host.ts");
      const { rendererFolder } = await import("../../renderer-folder.ts");
      const { workOnJobs } = await import("../../work-on-jobs.ts");
      const service = await session.service();
      const host = await startBrowserHost({
        service,
        renderer: rendererFolder(),
        port,
        uploadLimitBytes: uploadLimitMb * 2 ** 20,
      });
      const announce = () =>
        session.print(
          { address: host.newAddress(), home: session.home },
          ({ address }) => `Tessera is at ${address}`,
        );
      await announce();
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
