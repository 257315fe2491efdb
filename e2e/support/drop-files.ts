import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Locator } from "@playwright/test";

/** Drops files on an element as a pointer would: enter, over, drop, with real files in the transfer. */
export async function dropFiles(target: Locator, ...paths: string[]): Promise<void> {
  const files = paths.map((path) => ({
    name: basename(path),
    content: readFileSync(path).toString("base64"),
  }));
  // As text, because these tests are compiled without the window's types.
  const transfer = await target.page().evaluateHandle(`(() => {
    const made = new DataTransfer();
    for (const { name, content } of ${JSON.stringify(files)}) {
      const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
      made.items.add(new File([bytes], name, { type: "text/csv" }));
    }
    return made;
  })()`);
  for (const type of ["dragenter", "dragover", "drop"])
    await target.dispatchEvent(type, { dataTransfer: transfer });
  await transfer.dispose();
}
