import { expect } from "@playwright/test";
import type { Workstation } from "./workstation.ts";

/** Does something by which the user gets a file, and returns where it lies: a download of a browser, or what the desktop shows in its folder. */
export async function delivered(
  { page, main }: Pick<Workstation, "page" | "main">,
  act: () => Promise<void>,
): Promise<string> {
  if (!main) {
    const download = page.waitForEvent("download");
    await act();
    return (await download).path();
  }
  await main.evaluate(({ shell }) => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    shell.showItemInFolder = (path) => void shown.push(path);
  });
  await act();
  const shown = () => main.evaluate(() => (globalThis as unknown as { shown: string[] }).shown[0]);
  await expect.poll(shown).toBeTruthy();
  return String(await shown());
}
