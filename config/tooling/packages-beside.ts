/**
 * Packages that are not bundled into the desktop but lie beside it in node_modules, because they hold native code, WebAssembly
 * or fonts; each with what is needed of it.
 */
export const packagesBeside: Readonly<Record<string, readonly string[]>> = {
  "parquet-wasm": ["package.json", "LICENSE_APACHE", "LICENSE_MIT", "node"],
  highs: ["package.json", "LICENSE", "build/highs.mjs", "build/highs.wasm"],
  "@resvg/resvg-js": ["package.json", "LICENSE", "index.js", "js-binding.js"],
  "@expo-google-fonts/inter": [
    "package.json",
    "LICENSE",
    "LICENSE_FONT",
    "400Regular/Inter_400Regular.ttf",
    "500Medium/Inter_500Medium.ttf",
    "600SemiBold/Inter_600SemiBold.ttf",
  ],
  "@fontsource-variable/inter": [
    "package.json",
    "LICENSE",
    "files/inter-latin-wght-normal.woff2",
    "files/inter-latin-ext-wght-normal.woff2",
    "files/inter-greek-wght-normal.woff2",
  ],
};
