// Builds native/: the addon and the backends, into dist/native.
//   node build/native.mjs [--cuda=auto|on|off] [--debug | --release] [--force] [--bench]
//     [--tests[=NAME,NAME]] [--target=PLATFORM-ARCH]
// --release compiles the CUDA backend for every card, as it is shipped, which takes minutes.
// --target builds the addon and the CPU backend for a platform as Node names it (win32-x64, linux-arm64, or this one) into
// prebuilds/; with --tests it runs the native tests of that platform, under wine or qemu-user.
// Nothing is built when neither the sources nor the options changed since the last build, or where prebuilds/ holds what these
// sources make.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runOnPinnedNode } from "../bin/run-child.js";
import { configure } from "./native/configure.mjs";
import { findToolchain } from "./native/find-toolchain.mjs";
import { fingerprint } from "./native/fingerprint.mjs";
import { copyLibraries, libraryFiles } from "./native/libraries.mjs";
import { buildFor, takePrebuilt } from "./native/prebuilds.mjs";
import { runTests } from "./native/run-tests.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const output = join(root, "dist", "native");
const options = new Set(process.argv.slice(2));
const cudaChoice =
  [...options].find((option) => option.startsWith("--cuda="))?.slice("--cuda=".length) ??
  (options.has("--release") ? "on" : "auto");
const tests = [...options].find((option) => /^--tests(=|$)/.test(option));
const target = [...options].find((option) => option.startsWith("--target="))?.slice("--target=".length);

async function main() {
  const known = new Set(["--debug", "--release", "--force", "--bench", tests, `--cuda=${cudaChoice}`]);
  if (target !== undefined) known.add(`--target=${target}`);
  const unknown = [...options].filter((option) => !known.has(option));
  if (unknown.length > 0 || !["auto", "on", "off"].includes(cudaChoice)) {
    console.error(`native: unknown option ${unknown.join(" ") || cudaChoice}`);
    return 2;
  }
  if (tests !== undefined) {
    const only = tests.split("=")[1]?.split(",");
    return runTests(root, findToolchain("off"), { force: options.has("--force"), target, only });
  }
  if (target !== undefined) return buildFor(root, target);

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
  const asShipped = !["--debug", "--release", "--force", "--bench", "--cuda=on"].some((option) =>
    options.has(option),
  );
  if (asShipped && (await takePrebuilt(root, output))) {
    writeFileSync(stampFile, `${stamp}\n`);
    return 0;
  }

  const toolchain = findToolchain(cudaChoice);
  const folderName = release ? "release" : "build";
  const buildFolder = join(root, ".native", buildType === "Debug" ? "debug" : folderName);
  const cmake = await configure(root, buildFolder, toolchain, {
    CMAKE_BUILD_TYPE: buildType,
    TESSERA_CUDA: toolchain.cuda ? "ON" : "OFF",
    TESSERA_CUDA_RELEASE: release ? "ON" : "OFF",
    TESSERA_UNITY: release ? "OFF" : "ON",
    TESSERA_BENCH: options.has("--bench") ? "ON" : "OFF",
  });
  await cmake.build(["tessera_addon", "tessera_backend_cpu", ...(options.has("--bench") ? ["all"] : [])]);
  await install(buildFolder);
  if (toolchain.cuda) await buildCuda(cmake, buildFolder);
  writeFileSync(stampFile, `${stamp}\n`);
  return 0;
}

/** With --cuda=auto a CUDA library that does not compile here must not take the CPU backend away. */
async function buildCuda(cmake, buildFolder) {
  if (!cmake.hasTarget("tessera_backend_cuda")) return;
  try {
    await cmake.build(["tessera_backend_cuda"]);
    await install(buildFolder);
  } catch (error) {
    if (cudaChoice === "on") throw error;
    console.warn(
      `native: the CUDA backend did not compile, so the CPU backend is there alone (${error.message})`,
    );
  }
}

async function install(buildFolder) {
  const platform = process.platform;
  await copyLibraries(libraryFiles(buildFolder, platform), output, platform);
}

if (process.features.typescript) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(`native: ${error.message}`);
    process.exitCode = 1;
  }
} else runOnPinnedNode();
