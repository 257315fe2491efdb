import { desktopBundle } from "./desktop-bundle.ts";

/** The desktop's main entry point. */
export default desktopBundle({
  entry: "electron/main/main.ts",
  formats: ["es"],
  fileName: () => "main.js",
});
