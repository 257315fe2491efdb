import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { configure } from "./configure.mjs";

/**
 * Builds and runs native/tests under the address and undefined-behaviour sanitizers.
 * Prints every failure and, last, the line "N passed, N failed". Returns the exit code.
 */
export function runTests(root, toolchain) {
  const folder = join(root, ".native", "tests");
  const cmake = configure(root, folder, toolchain, {
    CMAKE_BUILD_TYPE: "RelWithDebInfo",
    TESSERA_ADDON: "OFF",
    TESSERA_CUDA: "OFF",
    TESSERA_TESTS: "ON",
    TESSERA_SANITIZE: "ON",
    TESSERA_UNITY: "ON",
  });
  console.log(
    "native: skipped: the CUDA parity tests, they need a GPU and are built beside the CUDA backend",
  );
  // A program that does not compile is a failure, but hides no result of the others.
  let broken = 0;
  try {
    cmake.build(["all"], true);
  } catch (error) {
    console.error(`native: ${error.message}`);
    broken = 1;
  }
  const { stdout, status } = spawnSync(
    "ctest",
    ["--test-dir", folder, "--verbose", "--parallel", String(availableParallelism())],
    { encoding: "utf8" },
  );
  // A program that crashed printed no count of its own: it counts as one failure.
  const counts = [...stdout.matchAll(/^\d+: (\d+) passed, (\d+) failed$/gm)];
  const passed = counts.reduce((sum, match) => sum + Number(match[1]), 0);
  let failed = counts.reduce((sum, match) => sum + Number(match[2]), 0);
  if (status !== 0 && failed === 0 && broken === 0) failed = 1;
  failed += broken;
  if (failed > 0) console.log(stdout);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}
