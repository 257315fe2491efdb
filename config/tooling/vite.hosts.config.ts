import { nodeBundle } from "./node-bundle.ts";

/** The command line, the browser's host, and what they run in threads and processes of their own. */
export default nodeBundle(
  {
    cli: "electron/hosts/cli/main.ts",
    serve: "electron/hosts/browser/main.ts",
    probe: "electron/service/engine/probe-child.ts",
    "picture-worker": "electron/service/exporting/picture-worker.ts",
  },
  { folder: "dist/hosts", target: "node22", licences: false },
);
