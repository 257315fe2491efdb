import type { BrowserContext } from "@playwright/test";
import type Electron from "electron";

const LOOK_EVERY_MS = 250;

/**
 * The process of Chromium that draws. Chromium starts another when it ends, and says so to Electron but not to who drives it:
 * it is looked for.
 */
export class GraphicsProcess {
  pid: number | null = null;
  readonly #onEnd: (details: Electron.Details) => void;

  constructor(onEnd: (details: Electron.Details) => void) {
    this.#onEnd = onEnd;
  }

  async watch(context: BrowserContext): Promise<void> {
    const devtools = await context.browser()?.newBrowserCDPSession();
    const look = async (): Promise<void> => {
      const info = await devtools?.send("SystemInfo.getProcessInfo");
      const pid = info?.processInfo.find(({ type }) => type === "GPU")?.id ?? null;
      const before = this.pid;
      this.pid = pid;
      if (before !== null && before !== pid) this.#onEnd({ type: "GPU", reason: "killed", exitCode: 9 });
    };
    await look();
    const timer = setInterval(() => void look().catch(() => clearInterval(timer)), LOOK_EVERY_MS);
    timer.unref();
  }
}
