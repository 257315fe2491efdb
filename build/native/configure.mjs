import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

/** Runs a program, while this one can go on with something else. */
async function run(program, args, what) {
  const child = spawn(program, args, { stdio: "inherit" });
  const { status, error } = await new Promise((resolve) => {
    child.on("error", (error) => resolve({ status: 1, error }));
    child.on("close", (status) => resolve({ status }));
  });
  if (status !== 0)
    throw new Error(`${what} failed${error ? `: ${error.message}` : ` with exit code ${status}`}`);
}

/**
 * Whether a CMakeCache.txt was made by this generator, of this source folder, in this build folder. CMake refuses any other,
 * and a checkout that was copied or moved brings one along.
 */
export function isCacheOf(text, { generator, source, folder }) {
  const entry = (name) => new RegExp(`^${name}:INTERNAL=(.*)$`, "m").exec(text)?.[1]?.trim();
  const isSame = (path, expected) =>
    path !== undefined && existsSync(path) && realpathSync(path) === realpathSync(expected);
  return (
    entry("CMAKE_GENERATOR") === generator &&
    isSame(entry("CMAKE_HOME_DIRECTORY"), source) &&
    isSame(entry("CMAKE_CACHEFILE_DIR"), folder)
  );
}

/** Configures a CMake folder and returns what can be asked of it. `settings` become cache entries. */
export async function configure(root, folder, toolchain, settings) {
  const generator = toolchain.ninja ? "Ninja" : "Unix Makefiles";
  const source = join(root, "native");
  const cache = join(folder, "CMakeCache.txt");
  if (existsSync(cache) && !isCacheOf(readFileSync(cache, "utf8"), { generator, source, folder })) {
    rmSync(folder, { recursive: true });
  }
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const entries = {
    TESSERA_VERSION: version,
    TESSERA_NODE_INCLUDE: join(root, "node_modules", "node-api-headers", "include"),
    TESSERA_NAPI_INCLUDE: join(root, "node_modules", "node-addon-api"),
    // A toolchain file names its own compilers.
    ...(settings.CMAKE_TOOLCHAIN_FILE ? {} : { CMAKE_CXX_COMPILER: toolchain.cxx }),
    ...(toolchain.cuda ? { CMAKE_CUDA_COMPILER: toolchain.cuda } : {}),
    ...settings,
  };
  const defines = Object.entries(entries).map(([name, value]) => `-D${name}=${value}`);
  const quiet = ["--log-level=WARNING", "--no-warn-unused-cli", "-G", generator];
  await run(toolchain.cmake, ["-S", source, "-B", folder, ...quiet, ...defines], "CMake");
  const targets = spawnSync(toolchain.cmake, ["--build", folder, "--target", "help"], {
    encoding: "utf8",
  }).stdout;
  const hasTarget = (name) => new RegExp(`(^|[\\s/])${name}(:|$)`, "m").test(targets);
  return {
    hasTarget,
    /** keepGoing: what does not depend on a failed step is built all the same; it still throws at the end. */
    async build(wanted, keepGoing = false) {
      const present = wanted.filter((name) => name === "all" || hasTarget(name));
      const jobs = ["--parallel", String(availableParallelism())];
      const patience = keepGoing ? ["--", "-k", ...(toolchain.ninja ? ["0"] : [])] : [];
      if (present.length > 0)
        await run(
          toolchain.cmake,
          ["--build", folder, ...jobs, "--target", ...present, ...patience],
          "the build",
        );
    },
  };
}
