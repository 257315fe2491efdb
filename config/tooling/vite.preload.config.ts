import { nodeBundle } from "./node-bundle.ts";

/** The desktop's preload script: a sandboxed page's, so it is CommonJS and uses nothing but electron. */
export default nodeBundle({ preload: "electron/preload/preload.ts" }, { format: "cjs", licences: false });
