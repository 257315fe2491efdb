import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { writeStandInElectron } from "./write-stand-in-electron.ts";

/**
 * Packages the desktop as it would be shipped, with forge.config.ts and a stand-in for Electron. Returns the folder `resources`
 * of the package, where all of ours is. Throws with Forge's own output when that fails. For Windows, `root` holds Windows'
 * natives.
 */
export function packDesktop(
  root: string,
  folder: string,
  platform: NodeJS.Platform = process.platform,
  arch: string = process.arch,
): string {
  const zips = join(folder, "electron");
  const out = join(folder, "out");
  writeStandInElectron(root, zips, platform, arch);
  const forge = dirname(
    createRequire(join(root, "package.json")).resolve("@electron-forge/cli/package.json"),
  );
  // The packager empties a folder of a fixed name among the temporary ones, so each run has its own.
  const own = {
    TESSERA_ELECTRON_ZIPS: zips,
    TESSERA_PLATFORM: platform,
    ELECTRON_FORGE_OUT_DIR: out,
    TMPDIR: folder,
  };
  const env = { ...process.env, ...own };
  const script = join(forge, "dist", "electron-forge-package.js");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [script, root, "--platform", platform, "--arch", arch],
    {
      cwd: root,
      env,
      encoding: "utf8",
    },
  );
  if (status !== 0) throw new Error(`electron-forge package failed:\n${stdout}\n${stderr}`);
  const [name] = readdirSync(out);
  return join(out, name ?? "", "resources");
}
