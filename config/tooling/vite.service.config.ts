import { desktopBundle } from "./desktop-bundle.ts";

/** The desktop's service and its drawing threads. */
export default desktopBundle({
  entry: {
    service: "electron/hosts/utility-process/main.ts",
    "picture-worker": "electron/service/exporting/picture-worker.ts",
  },
  formats: ["es"],
  fileName: (_format, name) => `${name}.js`,
});
