import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";

/** Files by their names, one after another in one process: as npm test runs most. */
export default defineConfig({
  root: import.meta.dirname,
  cacheDir: join(import.meta.dirname, "..", "..", "..", "node_modules", ".cache", "vitest-inputs"),
  test: {
    include: ["[0-9]-*.ts"],
    pool: "forks",
    maxWorkers: 1,
    isolate: false,
    setupFiles: [join(import.meta.dirname, "..", "..", "support", "record-inputs.ts")],
    sequence: {
      sequencer: class extends BaseSequencer {
        override sort = (files: Parameters<BaseSequencer["sort"]>[0]) =>
          Promise.resolve(files.toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1)));
      },
    },
  },
});
