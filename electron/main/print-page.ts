import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BrowserWindow } from "electron";

/**
 * A page as PDF, by a window that is never shown. It runs no scripts and reaches nothing: the page is one file with all that it
 * shows. The sheet, its margins and page numbers are those of the page's own style.
 */
export async function printPage(html: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), "tessera-report-"));
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, javascript: false, webviewTag: false },
  });
  try {
    // An address that holds the page itself may have two million letters; a report with pictures has more.
    const file = join(folder, "report.html");
    await writeFile(file, html);
    await window.loadFile(file);
    return await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true });
  } finally {
    window.destroy();
    await rm(folder, { recursive: true, force: true });
  }
}
