import { join } from "node:path";
import { defineConfig } from "vitest/config";

const root = join(import.meta.dirname, "..", "..");

/**
 * Tests that leave nothing behind in their process: files of these run one after another in two processes, which import the product
 * once. The others have a process a file: they kill, load natively what may crash, or change the environment.
 */
const sharing = [
  "tests/{charts,contract,renderer}/**/*.test.{ts,tsx}",
  "tests/service/{analysis,importing,kept-searches,portfolios,sampling,search,settings,sizing,verdict,views,zoning}/**/*.test.ts",
];

export default defineConfig({
  root,
  cacheDir: join(root, "node_modules", ".cache", "vitest"),
  test: {
    // The addon is loaded once per process.
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default"],
    projects: [
      { extends: true, test: { name: "sharing", include: sharing, isolate: false } },
      { extends: true, test: { name: "apart", include: ["tests/**/*.test.ts"], exclude: sharing } },
    ],
  },
});
