import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { keepTestFilesInMemory } from "./test-folder.ts";

keepTestFilesInMemory();
const root = join(import.meta.dirname, "..", "..");
// Programs and threads that tests start read the product's sources, stripped and compiled once: a quarter of their processor
// time.
process.env.NODE_COMPILE_CACHE ??= join(root, "node_modules", ".cache", "tessera");

/**
 * Tests that have a process each: they put doubles in the place of modules, which another file of their process may have
 * loaded already, or change what every other test sees. All others put back what they change, and run one after another in two
 * processes, which import the product once.
 */
const apart = [
  "tests/main/**/*.test.ts",
  "tests/hosts/hostile-paths.test.ts",
  "tests/service/cluster/slurm*.test.ts",
  "tests/service/importing/inspect/slow-open.test.ts",
];

export default defineConfig({
  root,
  cacheDir: join(root, "node_modules", ".cache", "vitest"),
  test: {
    // The addon is loaded once per process.
    pool: "forks",
    maxWorkers: 2,
    testTimeout: process.env.TESSERA_CASES === "all" ? 600_000 : 60_000,
    hookTimeout: 60_000,
    reporters: ["default"],
    projects: [
      {
        extends: true,
        test: {
          name: "sharing",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: apart,
          isolate: false,
          // The same random cases in every run.
          setupFiles: [join(root, "tests", "support", "cases.ts")],
        },
      },
      { extends: true, test: { name: "apart", include: apart } },
    ],
  },
});
