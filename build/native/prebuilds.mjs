import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configure } from "./configure.mjs";
import { findToolchain } from "./find-toolchain.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { copyLibraries, libraryFiles } from "./libraries.mjs";

const own = `${process.platform}-${process.arch}`;
const folderOf = (root, target) => join(root, "prebuilds", target);
const stampOf = (root, target) => fingerprint(root, ["prebuilt", target]);

/** The file in native/toolchains for a target that is not this machine. Throws where nothing here builds for it. */
export function toolchainFileOf(root, target) {
  const folder = join(root, "native", "toolchains");
  const file = join(folder, `${target}.cmake`);
  if (existsSync(file)) return file;
  const known = readdirSync(folder).map((name) => name.replace(/\.cmake$/, ""));
  throw new Error(`nothing here builds for ${target}; known: ${[own, ...known].join(", ")}`);
}

/**
 * Builds the addon and the CPU backend for `target` into prebuilds/TARGET, with the fingerprint of their sources. Returns the
 * exit code.
 */
export async function buildFor(root, target) {
  const buildFolder = join(root, ".native", target);
  const cmake = await configure(root, buildFolder, findToolchain("off"), {
    CMAKE_BUILD_TYPE: "Release",
    TESSERA_CUDA: "OFF",
    ...(target === own ? {} : { CMAKE_TOOLCHAIN_FILE: toolchainFileOf(root, target) }),
  });
  await cmake.build(["tessera_addon", "tessera_backend_cpu"]);
  const platform = target.slice(0, target.lastIndexOf("-"));
  const folder = folderOf(root, target);
  rmSync(folder, { recursive: true, force: true });
  await copyLibraries(libraryFiles(buildFolder, platform), folder, platform);
  writeFileSync(join(folder, "stamp.txt"), `${stampOf(root, target)}\n`);
  console.log(`native: prebuilds/${target} is ready`);
  return 0;
}

/**
 * Takes over what prebuilds/ holds for this machine, if these very sources made it: then no compiler is needed. Whether it did.
 */
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
