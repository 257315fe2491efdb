import type { SourceFile } from "../source-file.ts";

/** Every message from a window passes one gate: only one file of the product names ipcMain. Returns those that do. */
export function filesNamingIpcMain(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path, code }) => /^(electron|renderer)\//.test(path) && /\bipcMain\b/.test(code))
    .map(({ path }) => path);
}
