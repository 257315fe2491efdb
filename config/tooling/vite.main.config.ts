import { desktopBundle } from "./desktop-bundle.ts";

/** The desktop's main process. */
export default desktopBundle({ main: "electron/main/main.ts" }, { licences: "licences-main.md" });
