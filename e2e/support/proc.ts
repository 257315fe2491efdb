import { readFileSync } from "node:fs";

export const parentOf = (pid: string): number => Number(/PPid:\s+(\d+)/.exec(procFile(pid, "status"))?.[1]);
export const commandOf = (pid: string): string => procFile(pid, "cmdline");

/** A process that has ended meanwhile has nothing to say. */
function procFile(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
}
