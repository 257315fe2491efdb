import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { app, nativeImage, type WebContents } from "electron";
import type { DraggedOut } from "../contract/desktop-bridge.ts";

const ICON_WIDTH = 128;

/**
 * What is dragged out of the window, onto the desk or into a letter: the system wants a file and a picture of it under the
 * pointer.
 */
export class DragOut {
  /** For what the window made itself and no file holds; kept until the end, because who takes it may read it late. */
  #folder: string | null = null;
  readonly #fileBelow: (path: string) => Promise<string>;

  /** `fileBelow` gives the real path of a file of the data root, and throws for any other. */
  constructor(fileBelow: (path: string) => Promise<string>) {
    this.#fileBelow = fileBelow;
  }

  async start(contents: Pick<WebContents, "startDrag">, dragged: DraggedOut): Promise<void> {
    const file = "path" in dragged ? await this.#fileBelow(dragged.path) : await this.#write(dragged);
    const isPicture = file.endsWith(".png");
    const icon = isPicture
      ? nativeImage.createFromPath(file).resize({ width: ICON_WIDTH })
      : await app.getFileIcon(file);
    contents.startDrag({ file, icon });
  }

  end(): void {
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = null;
  }

  async #write({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): Promise<string> {
    this.#folder ??= mkdtempSync(join(app.getPath("temp"), "tessera-drag-"));
    const file = join(this.#folder, name);
    await writeFile(file, bytes);
    return file;
  }
}
