// Fuzzes the CSV reader with clang's libFuzzer, from the corpus that is kept.   npm run fuzz [-- SECONDS]
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { configure } from "./native/configure.mjs";
import { findToolchain } from "./native/find-toolchain.mjs";

const seconds = Number(process.argv[2] ?? 600);
const root = join(import.meta.dirname, "..");
const fuzz = join(root, "native", "tests", "fuzz");
const folder = join(root, ".native", "fuzz");
if (spawnSync("clang++", ["--version"], { stdio: "ignore" }).status !== 0) {
  console.error("fuzz: clang++ was not found; on Debian and Ubuntu: sudo apt-get install clang");
  process.exit(1);
}
const cmake = await configure(
  root,
  folder,
  { ...findToolchain("off"), cxx: "clang++" },
  {
    CMAKE_BUILD_TYPE: "RelWithDebInfo",
    TESSERA_ADDON: "OFF",
    TESSERA_CUDA: "OFF",
    TESSERA_TESTS: "ON",
    TESSERA_SANITIZE: "ON",
    TESSERA_FUZZ: "ON",
  },
);
await cmake.build(["tessera_csv_fuzz"]);
// Inputs that reach new code go to a corpus of the build folder, one that fails to crash-... beside it. Of the first, -merge=1
// takes those over that are worth keeping.
const found = join(folder, "corpus");
mkdirSync(found, { recursive: true });
const program = join(folder, "tests", "fuzz", "tessera_csv_fuzz");
const options = [`-max_total_time=${seconds}`, "-max_len=4096", `-dict=${join(fuzz, "csv.dict")}`];
const { status } = spawnSync(program, [...options, found, join(fuzz, "corpus")], {
  cwd: folder,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
