import { nodeBundle } from "./node-bundle.ts";

/** The command line, `tessera serve` included, and what it runs in threads and processes of its own. */
export default nodeBundle(
  {
    cli: "electron/hosts/cli/main.ts",
    probe: "electron/service/engine/probe-child.ts",
    "picture-worker": "electron/service/exporting/pictures/picture-worker.ts",
    "encode-worker": "electron/service/datasets/parquet/encode-worker.ts",
    "export-worker": "electron/service/datasets/export/export-worker.ts",
    "unpack-worker": "electron/service/importing/source/unpack-worker.ts",
    "bound-worker": "electron/service/search/bound/bound-worker.ts",
  },
  { folder: "dist/hosts", target: "node22", licences: false },
);
