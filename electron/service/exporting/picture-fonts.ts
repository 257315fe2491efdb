import { createRequire } from "node:module";
import { outsideArchive } from "../outside-archive.ts";

const packages = createRequire(import.meta.url);

/** Files of the weights that charts use, regular first. Shipped with the product: pictures need no system font. */
export const pictureFonts: readonly string[] = [
  "400Regular/Inter_400Regular",
  "500Medium/Inter_500Medium",
  "600SemiBold/Inter_600SemiBold",
].map((path) => outsideArchive(packages.resolve(`@expo-google-fonts/inter/${path}.ttf`)));
