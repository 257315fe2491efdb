import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
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

/**
 * Files that take longest, by what they use of the processor. They begin first, so that none is left alone at the end; of the
 * others vitest knows what they took the last time, of which a fresh checkout has none.
 */
const longest = [
  "search/stored",
  "cli/ends-in-time",
  "hosts/hostile-paths",
  "cluster/search",
  "importing/variants",
  "search/degenerate",
  "search/execute",
  "cli/whole-flow",
  "version/interrupted",
  "correlation/pieces",
  "tests/examples",
  "verdict/same-verdict",
  "entire-day/run-pictures",
].map((name) => `${name}.test.ts`);

/**
 * Those that are apart before all others: a process that is shared ends where a file that is not to share is the next one, and
 * what follows imports the product anew.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification): number => {
      const at = longest.findIndex((name) => moduleId.endsWith(name));
      return (at < 0 ? longest.length : at) - (project.name === "apart" ? longest.length + 1 : 0);
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

const recorder = join(root, "tests", "support", "record-inputs.ts");

export default defineConfig({
  root,
  cacheDir: join(root, "node_modules", ".cache", "vitest"),
  test: {
    // The addon is loaded once per process.
    pool: "forks",
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Beside the end-to-end tests, which go first, a test is given less of the processor than alone.
    testTimeout: process.env.TESSERA_CASES === "all" ? 600_000 : 120_000,
    hookTimeout: 120_000,
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
          setupFiles: [recorder, join(root, "tests", "support", "cases.ts")],
        },
      },
      { extends: true, test: { name: "apart", include: apart, setupFiles: [recorder] } },
    ],
  },
});
