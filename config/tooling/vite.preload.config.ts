import { desktopBundle } from "./desktop-bundle.ts";

/** The desktop's preload entry point. */
export default desktopBundle({
  entry: "electron/preload/preload.ts",
  formats: ["cjs"],
  fileName: () => "preload.cjs",
});
