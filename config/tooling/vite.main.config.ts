import { nodeBundle } from "./node-bundle.ts";

/** The desktop's main process. */
export default nodeBundle({ main: "electron/main/main.ts" }, { licences: "licences-main.md" });
