import type { Locator } from "@playwright/test";

/** Drops files on an element as a pointer does: enter, over, drop. They are the machine's own, so a desktop knows their paths. */
export async function dropFiles(target: Locator, ...paths: string[]): Promise<void> {
  const page = target.page();
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error("nothing to drop files on");
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await devtools.send("Input.dispatchDragEvent", { type, x, y, data });
  await devtools.detach();
}
