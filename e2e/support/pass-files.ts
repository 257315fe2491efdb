import { expect, type Locator } from "@playwright/test";
import type { Workstation } from "./workstation.ts";

/**
 * Does something by which the user gets a file, and returns where it lies: a download of a browser, or what the desktop shows
 * in its folder.
 */
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

/**
 * Drops files on an element as a pointer does: enter, over, drop. They are the machine's own, so a desktop knows their paths.
 */
export async function dropFiles(target: Locator, ...paths: string[]): Promise<void> {
  const page = target.page();
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error("nothing to drop files on");
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const send = (type: "dragEnter" | "dragOver" | "drop") =>
    devtools.send("Input.dispatchDragEvent", { type, x, y, data });
  await send("dragEnter");
  // As a user does: lets go when the window says that it takes them.
  await expect(page.locator(".drop-zone")).toBeVisible();
  await send("dragOver");
  await send("drop");
  await devtools.detach();
}
