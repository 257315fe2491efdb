import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** First of `names` that answers --version, or undefined. */
function firstThatRuns(names) {
  return names
    .filter(Boolean)
    .find((name) => spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0);
}

function findNvcc() {
  const homes = [process.env.CUDA_HOME, process.env.CUDA_PATH, "/usr/local/cuda"].filter(Boolean);
  const files = homes.map((home) => join(home, "bin", process.platform === "win32" ? "nvcc.exe" : "nvcc"));
  return firstThatRuns([process.env.CUDACXX, "nvcc", ...files.filter((file) => existsSync(file))]);
}

/**
 * The programs that the build needs. `cudaChoice` is auto, on or off.
 * Throws an Error whose message names the packages to install when one is missing.
 */
export function findToolchain(cudaChoice) {
  const cmake = firstThatRuns(["cmake"]);
  const cxx = firstThatRuns([process.env.CXX, "c++", "g++", "clang++"]);
  if (!cmake || !cxx) {
    const missing = [!cxx && "a C++ compiler", !cmake && "CMake"].filter(Boolean).join(" and ");
    throw new Error(
      `${missing} was not found. Install it and run npm ci again; ` +
        "on Debian and Ubuntu: sudo apt-get install g++ cmake (ninja-build makes it quicker).",
    );
  }
  const nvcc = cudaChoice === "off" ? undefined : findNvcc();
  if (cudaChoice === "on" && !nvcc) throw new Error("--cuda=on, but nvcc was not found (PATH, CUDA_HOME).");
  if (cudaChoice === "auto" && !nvcc) console.log("native: CPU backend alone: nvcc not found");
  return { cmake, cxx, cuda: nvcc, ninja: firstThatRuns(["ninja"]) };
}
