import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { onTestFinished } from "vitest";

/** A file system of `kilobytes` at a new folder until the test ends, or why there is none here. */
export function smallDisk(folder: string, kilobytes: number): string | null {
  try {
    mkdirSync(folder);
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", folder], { stdio: "pipe" });
    onTestFinished(() => void execFileSync("umount", [folder]));
    return null;
  } catch (error) {
    return `no small file system can be mounted here (${(error as Error).message.split("\n").at(-2)})`;
  }
}
