import { spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { unpackArchive } from "./unpack-archive.ts";

/**
 * Runs the packaged service in Node, away from the project, through a whole job: sample, import, search, result files with
 * their pictures. Whatever a bundle wants that is not in the package, or not where it looks, fails here. Throws with what it
 * said.
 */
export function tryService(resources: string, folder: string): void {
  // Named as in the package, because the program looks for native files beside a folder of this name.
  const app = join(folder, "app.asar");
  unpackArchive(join(resources, "app.asar"), app);
  symlinkSync(join(resources, "app.asar.unpacked"), `${app}.unpacked`);
  const script = join(import.meta.dirname, "drive-service.mjs");
  const env = { ...process.env, NODE_PATH: "", TESSERA_NATIVE_DIR: "" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, app, join(folder, "home")], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the packaged service does not work:\n${stdout}\n${stderr}`);
}
