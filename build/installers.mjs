// Builds every installer that this system can into out/installers, and lists file, size and SHA-256.
//   npm run installers [-- --stand-in] [TARGET...]
// Electron Forge packages (fuses, archive), electron-builder makes installers of that. --stand-in packages without Electron's
// program, to try the rest where Electron cannot be had. Targets are electron-builder's (deb rpm tar.gz AppImage, nsis
// portable, dmg zip); none = all of this system.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import { build, Platform } from "electron-builder";
import { table } from "./demo/table.mjs";
import { installerConfig } from "./installers/config.mjs";
import { packDesktop } from "./package/pack-desktop.ts";

const root = join(import.meta.dirname, "..");
const output = join(root, "out", "installers");
const args = process.argv.slice(2);
const standIn = args.includes("--stand-in");
const wanted = args.filter((one) => !one.startsWith("--"));
const json = (file) => JSON.parse(readFileSync(join(root, file), "utf8"));

/** The packaged program's folder. */
function packaged(work) {
  if (standIn) return join(packDesktop(root, work), "..");
  const { status } = spawnSync("npm", ["run", "package"], { cwd: root, stdio: "inherit" });
  if (status !== 0)
    throw new Error("the desktop was not packaged, see above; --stand-in does without Electron");
  const name = `Tessera-${process.platform}-${process.arch}`;
  return process.platform === "darwin" ? join(root, "out", name, "Tessera.app") : join(root, "out", name);
}

function drawIcons(folder) {
  mkdirSync(folder, { recursive: true });
  const svg = readFileSync(join(root, "renderer", "public", "icon.svg"));
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024]) {
    const picture = new Resvg(svg, { fitTo: { mode: "width", value: size } }).render().asPng();
    writeFileSync(join(folder, `${size}.png`), picture);
  }
}

/**
 * What an rpm does when it is taken away. rpm lets the old package do so after the new one has come, so only the last of all
 * ($1 = 0) may take away what both have; electron-builder's own script does not ask.
 */
function writeAfterRemove(folder) {
  const builder = createRequire(join(root, "node_modules", "electron-builder", "package.json"));
  const templates = join(dirname(builder.resolve("app-builder-lib/package.json")), "templates", "linux");
  const file = join(folder, "rpm-after-remove.tpl");
  const script = readFileSync(join(templates, "after-remove.tpl"), "utf8").replace(/^#!.*\n/, "");
  // What its coming entered is entered no longer.
  const entered = ["update-mime-database /usr/share/mime", "update-desktop-database /usr/share/applications"]
    .map((command) => `if hash ${command.split(" ")[0]} 2>/dev/null; then ${command} || true; fi\n`)
    .join("");
  writeFileSync(file, `#!/bin/bash\n[ "$1" = 0 ] || exit 0\n${script}\n${entered}`);
  return file;
}

async function main() {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const work = join(root, "out", "work");
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const icons = join(work, "icons");
  drawIcons(icons);
  const rpmAfterRemove = writeAfterRemove(work);
  const program = packaged(work);
  cpSync(join(root, "LICENSE"), join(program, "LICENSE.txt"));
  // Who publishes says where newer versions are; the packages of nobody else ask anybody.
  const updates = process.env.TESSERA_UPDATE_URL;
  if (updates) {
    const resources = process.platform === "darwin" ? join("Contents", "Resources") : "resources";
    writeFileSync(join(program, resources, "app-update.yml"), `provider: generic\nurl: ${updates}\n`);
  }
  process.env.CUSTOM_FPM_PATH ??= join(import.meta.dirname, "installers", "fpm.mjs");
  const packer = ["/usr/bin/7zz", "/usr/bin/7z"].find((path) => existsSync(path));
  if (packer) process.env.ELECTRON_BUILDER_7ZIP_PATH ??= packer;
  const [platform, all] = {
    linux: [Platform.LINUX, ["deb", "rpm", "tar.gz", "AppImage"]],
    win32: [Platform.WINDOWS, ["nsis", "portable"]],
    darwin: [Platform.MAC, ["dmg", "zip"]],
  }[process.platform];
  const electronVersion = json("node_modules/electron/package.json").version;
  const { version } = json("package.json");
  const failed = [];
  // One at a time: a tool that cannot be fetched for one of them takes none of the others away.
  for (const target of wanted.length > 0 ? wanted : all) {
    try {
      const before = readdirSync(output);
      await build({
        targets: platform.createTarget([target]),
        prepackaged: program,
        projectDir: root,
        config: installerConfig({ version, electronVersion, icons, rpmAfterRemove, output }),
      });
      // electron-builder says nothing of a packer that it could not fetch.
      if (readdirSync(output).every((name) => before.includes(name)))
        throw new Error(`nothing was written${packer ? "" : "; it may need 7-Zip (Debian: 7zip)"}`);
    } catch (error) {
      failed.push(target);
      console.error(`installers: ${target} was not built: ${error.message.split("\n")[0]}`);
    }
  }
  const made = readdirSync(output).filter((name) => /\.(deb|rpm|gz|AppImage|exe|dmg|zip)$/.test(name));
  const rows = made.map((name) => [
    name,
    `${(statSync(join(output, name)).size / 1e6).toFixed(2)} MB`,
    createHash("sha256")
      .update(readFileSync(join(output, name)))
      .digest("hex"),
  ]);
  writeFileSync(join(output, "SHA256SUMS"), rows.map(([name, , sum]) => `${sum}  ${name}\n`).join(""));
  console.log(table(["installer", "size", "SHA-256"], rows, [1]));
  rmSync(work, { recursive: true });
  return failed.length > 0 ? 1 : 0;
}

// At once: electron-builder ends the program with 0 when nothing is left to do, whatever became of its targets.
process.exit(
  await main().catch((error) => {
    console.error(`installers: ${error.message}`);
    return 1;
  }),
);
