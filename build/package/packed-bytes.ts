import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";

/**
 * Size of a folder as an archive that a user would download: a compressed tar file made with the system's programs. Throws
 * without them.
 */
export function packedBytes(folder: string, compressor: "xz" | "gzip", scratch: string): number {
  const file = join(scratch, `packed.${compressor}`);
  const args = ["-c", `--use-compress-program=${compressor}`, "-f", file, "-C", folder, "."];
  const { status, stderr, error } = spawnSync("tar", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`tar with ${compressor} failed: ${error?.message ?? stderr}`);
  return statSync(file).size;
}
