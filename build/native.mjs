// Builds native/: the addon and the backends, into dist/native.
//   node build/native.mjs [--cuda=auto|on|off] [--debug | --release] [--force] [--tests] [--bench]
// --release compiles the CUDA backend for every card, as it is shipped, which takes minutes.
// Nothing is done when neither the sources nor the options changed since the last build.
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runOnPinnedNode } from "../bin/run-child.js";
import { configure } from "./native/configure.mjs";
import { findToolchain } from "./native/find-toolchain.mjs";
import { fingerprint } from "./native/fingerprint.mjs";
import { runTests } from "./native/run-tests.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const output = join(root, "dist", "native");
const options = new Set(process.argv.slice(2));
const cudaChoice =
  [...options].find((option) => option.startsWith("--cuda="))?.slice("--cuda=".length) ??
  (options.has("--release") ? "on" : "auto");

async function main() {
  const known = new Set(["--debug", "--release", "--force", "--tests", "--bench", `--cuda=${cudaChoice}`]);
  const unknown = [...options].filter((option) => !known.has(option));
  if (unknown.length > 0 || !["auto", "on", "off"].includes(cudaChoice)) {
    console.error(`native: unknown option ${unknown.join(" ") || cudaChoice}`);
    return 2;
  }
  if (options.has("--tests")) return runTests(root, findToolchain("off"), options.has("--force"));

  const buildType = options.has("--debug") ? "Debug" : "Release";
  const stampFile = join(output, "stamp.txt");
  const release = options.has("--release");
  const kind = release ? "release" : cudaChoice;
  const stamp = fingerprint(root, [buildType, kind, process.platform, process.arch]);
  const isFresh = existsSync(stampFile) && readFileSync(stampFile, "utf8").split("\n")[0] === stamp;
  if (isFresh && !options.has("--force") && !options.has("--bench")) {
    console.log("native: up to date");
    return 0;
  }

  const toolchain = findToolchain(cudaChoice);
  const folderName = release ? "release" : "build";
  const buildFolder = join(root, ".native", buildType === "Debug" ? "debug" : folderName);
  const cmake = configure(root, buildFolder, toolchain, {
    CMAKE_BUILD_TYPE: buildType,
    TESSERA_CUDA: toolchain.cuda ? "ON" : "OFF",
    TESSERA_CUDA_RELEASE: release ? "ON" : "OFF",
    TESSERA_BENCH: options.has("--bench") ? "ON" : "OFF",
  });
  cmake.build(["tessera_addon", "tessera_backend_cpu", ...(options.has("--bench") ? ["all"] : [])]);
  await install(buildFolder);
  if (toolchain.cuda) await buildCuda(cmake, buildFolder);
  writeFileSync(stampFile, `${stamp}\n`);
  return 0;
}

/** With --cuda=auto a CUDA library that does not compile here must not take the CPU backend away. */
async function buildCuda(cmake, buildFolder) {
  if (!cmake.hasTarget("tessera_backend_cuda")) return;
  try {
    cmake.build(["tessera_backend_cuda"]);
    await install(buildFolder);
  } catch (error) {
    if (cudaChoice === "on") throw error;
    console.warn(
      `native: the CUDA backend did not compile, so the CPU backend is there alone (${error.message})`,
    );
  }
}

/** Users have the system's libraries and a driver, and no CUDA toolkit. */
async function refuseStrangeLibraries(file) {
  // Loaded here: a Node that is too old hands over to the pinned one before it reads TypeScript.
  const { neededLibraries } = await import("./package/needed-libraries.ts");
  const { strangeLibraries } = await import("./package/strange-libraries.ts");
  const strange = strangeLibraries(neededLibraries(file));
  if (strange.length > 0)
    throw new Error(`${basename(file)} would need ${strange.join(", ")} on a user's machine`);
}

async function install(buildFolder) {
  mkdirSync(output, { recursive: true });
  const suffix = { win32: ".dll", darwin: ".dylib" }[process.platform] ?? ".so";
  const prefix = process.platform === "win32" ? "" : "lib";
  const files = [
    join("addon", "tessera.node"),
    join("backends", "cpu", `${prefix}tessera_backend_cpu${suffix}`),
    join("backends", "cuda", `${prefix}tessera_backend_cuda${suffix}`),
  ];
  for (const file of files.map((name) => join(buildFolder, name)).filter(existsSync)) {
    // Copied beside and renamed: a running process keeps the file that it has mapped.
    const target = join(output, basename(file));
    if (process.platform === "linux") await refuseStrangeLibraries(file);
    copyFileSync(file, `${target}.new`);
    renameSync(`${target}.new`, target);
  }
}

if (process.features.typescript) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(`native: ${error.message}`);
    process.exitCode = 1;
  }
} else runOnPinnedNode();
