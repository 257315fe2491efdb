import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { keepTestFilesInMemory } from "../config/tooling/test-folder.ts";
import { missingHost } from "./support/hosts.ts";
import type { HostOption } from "./support/workstation.ts";

keepTestFilesInMemory();
// Said once, not by every worker.
if (process.env.TEST_WORKER_INDEX === undefined)
  for (const kind of ["browser", "electron"] as const) {
    const missing = missingHost(kind);
    if (missing) console.log(missing);
  }

export default defineConfig<object, HostOption>({
  testDir: join(import.meta.dirname),
  testMatch: "**/*.spec.ts",
  outputDir: join(import.meta.dirname, "..", "test-results"),
  // Specs side by side, each with a window and a data root of its own; one more than processors, for a spec waits often.
  workers: Math.min(4, availableParallelism() + 1),
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: "list",
  // `--trace on` records what a browser did; recording takes nearly half of all processor time.
  // The double first: its longest spec is not to be what the others wait for in the end.
  projects: [
    {
      name: "double",
      use: { host: "double" },
      // What only a desktop does, and what a desktop does differently: files that are dropped, results that are handed over.
      // Every test over it with TESSERA_E2E=all, which takes as long as in the browser.
      ...(process.env.TESSERA_E2E === "all" ? {} : { grep: /desktop\.spec\.ts|@desktop/ }),
    },
    { name: "browser", use: { host: "browser" } },
    { name: "electron", use: { host: "electron" } },
  ],
});
