import { basename } from "node:path";

/** A name that is one path component on every system: no separators, no control or reserved characters, no leading dot. */
export function safeFileName(name: string): string {
  const last = basename(name.replaceAll("\\", "/"))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
    .replace(/[\u0000-\u001f\u007f<>:"|?*/]/g, "_")
    .replace(/^\.+/, "")
    .slice(-180)
    .trim();
  return last === "" ? "upload" : last;
}
