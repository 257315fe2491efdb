import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configure } from "./configure.mjs";
import { findToolchain } from "./find-toolchain.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { copyLibraries, libraryFiles } from "./libraries.mjs";

const own = `${process.platform}-${process.arch}`;
const folderOf = (root, target) => join(root, "prebuilds", target);
const stampOf = (root, target) => fingerprint(root, ["prebuilt", target]);

/**
 * Builds the addon and the CPU backend for `target` into prebuilds/TARGET, with the fingerprint of their sources. A target that is not this machine needs its
 * file in native/toolchains. Returns the exit code.
 */
export async function buildFor(root, target) {
  const toolchainFile = join(root, "native", "toolchains", `${target}.cmake`);
  const crosses = target !== own;
  if (crosses && !existsSync(toolchainFile)) {
    const known = readdirSync(join(root, "native", "toolchains")).map((name) => name.replace(/\.cmake$/, ""));
    console.error(`native: nothing here builds for ${target}; known: ${[own, ...known].join(", ")}`);
    return 2;
  }
  const buildFolder = join(root, ".native", target);
  const cmake = configure(root, buildFolder, findToolchain("off"), {
    CMAKE_BUILD_TYPE: "Release",
    TESSERA_CUDA: "OFF",
    ...(crosses ? { CMAKE_TOOLCHAIN_FILE: toolchainFile } : {}),
  });
  cmake.build(["tessera_addon", "tessera_backend_cpu"]);
  const platform = target.slice(0, target.lastIndexOf("-"));
  const folder = folderOf(root, target);
  rmSync(folder, { recursive: true, force: true });
  await copyLibraries(libraryFiles(buildFolder, platform), folder, platform);
  writeFileSync(join(folder, "stamp.txt"), `${stampOf(root, target)}\n`);
  console.log(`native: prebuilds/${target} is ready`);
  return 0;
}

/** Takes over what prebuilds/ holds for this machine, if these very sources made it: then no compiler is needed. Whether it did. */
export async function takePrebuilt(root, output) {
  const folder = folderOf(root, own);
  const stamp = join(folder, "stamp.txt");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8").trim() !== stampOf(root, own)) return false;
  const files = readdirSync(folder).filter((name) => name !== "stamp.txt");
  await copyLibraries(
    files.map((name) => join(folder, name)),
    output,
    process.platform,
  );
  console.log(`native: taken from prebuilds/${own}`);
  return true;
}
