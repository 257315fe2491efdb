import { nodeBundle } from "./node-bundle.ts";

/** The desktop's service, its drawing threads, and the process in which a graphics backend is tried out. */
export default nodeBundle(
  {
    service: "electron/hosts/utility-process/main.ts",
    "picture-worker": "electron/service/exporting/pictures/picture-worker.ts",
    "encode-worker": "electron/service/datasets/parquet/encode-worker.ts",
    "export-worker": "electron/service/datasets/export/export-worker.ts",
    "unpack-worker": "electron/service/importing/source/unpack-worker.ts",
    "bound-worker": "electron/service/search/bound/bound-worker.ts",
    probe: "electron/service/engine/probe-child.ts",
  },
  { licences: "licences-service.md" },
);
