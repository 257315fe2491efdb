import { join } from "node:path";
import { defineConfig } from "vitest/config";

const root = join(import.meta.dirname, "..", "..");

export default defineConfig({
  root,
  cacheDir: join(root, "node_modules", ".cache", "vitest"),
  test: {
    include: ["tests/**/*.test.ts"],
    // The addon is loaded once per process, and a crash in native code must not take other files with it.
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default"],
  },
});
