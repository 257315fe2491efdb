import { join } from "node:path";
import { _electron } from "@playwright/test";
import { electronPath } from "./hosts.ts";
import type { Opened } from "./open-browser.ts";

const root = join(import.meta.dirname, "..", "..");

/** The window of the desktop over this data root. Its binary must have the inspector's fuse on, as the unpackaged one has. */
export async function openElectron(home: string): Promise<Opened> {
  const app = await _electron.launch({
    executablePath: electronPath ?? "",
    args: [root],
    env: { ...(process.env as Record<string, string>), TESSERA_HOME: home },
  });
  const page = await app.firstWindow();
  await page.setViewportSize({ width: 1440, height: 900 });
  return { page, close: () => app.close() };
}
