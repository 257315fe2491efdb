import { existsSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";

/** Debian's Chromium, or the browser that TESSERA_CHROMIUM names. */
export const chromium = [process.env.TESSERA_CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (path) => path !== undefined && existsSync(path),
);

export default defineConfig({
  testDir: join(import.meta.dirname),
  testMatch: "**/*.spec.ts",
  outputDir: join(import.meta.dirname, "..", "test-results"),
  // One service at a time: two would share the processor cores that they are measured on.
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: "list",
  use: { trace: "retain-on-failure" },
});
