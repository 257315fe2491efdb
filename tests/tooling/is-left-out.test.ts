import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isLeftOut } from "../../config/tooling/is-left-out.ts";
import { packagesBeside } from "../../config/tooling/packages-beside.ts";

const root = join(import.meta.dirname, "..", "..");

describe("isLeftOut", () => {
  it.each([
    "",
    "/package.json",
    "/LICENSE",
    "/config",
    "/config/parquet_arrow_config.ini",
    "/config/mappings/legacy.json",
    "/dist",
    "/dist/electron/main.js",
    "/dist/electron/probe.js",
    "/dist/native/tessera.node",
    "/dist/native/libtessera_backend_cuda.so",
    "/dist/renderer/assets/index-GVw7yTbq.css",
    "/node_modules",
    "/node_modules/parquet-wasm",
    "/node_modules/parquet-wasm/node/parquet_wasm_bg.wasm",
    "/node_modules/@resvg",
    "/node_modules/@resvg/resvg-js/index.js",
    "/node_modules/@resvg/resvg-js-linux-x64-gnu/resvgjs.linux-x64-gnu.node",
    "/node_modules/@resvg/resvg-js-win32-x64-msvc",
    "/node_modules/@expo-google-fonts/inter/500Medium",
    "/node_modules/@expo-google-fonts/inter/500Medium/Inter_500Medium.ttf",
    "/node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  ])("keeps %j", (path) => expect(isLeftOut(path)).toBe(false));

  it.each([
    "/.git",
    "/.native",
    "/LICENSE.txt",
    "/bench",
    "/config/tooling",
    "/config/tooling/node-bundle.ts",
    "/demo-output",
    "/dist/hosts",
    "/dist/hosts/cli.js",
    "/dist/electron/service.js.map",
    "/dist/native/stamp.txt",
    "/dist/native/tessera.node.new",
    "/electron",
    "/native",
    "/out",
    "/node_modules/.bin",
    "/node_modules/electron",
    "/node_modules/echarts",
    "/node_modules/react",
    "/node_modules/@blueprintjs",
    "/node_modules/@blueprintjs/icons",
    "/node_modules/parquet-wasm/esm",
    "/node_modules/parquet-wasm/node/parquet_wasm.d.ts",
    "/node_modules/parquet-wasm-other",
    "/node_modules/@resvg/resvg-js/README.md",
    "/node_modules/@resvg/resvg-wasm",
    "/node_modules/@expo-google-fonts/inter/900Black",
    "/node_modules/@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf.png",
  ])("leaves out %j", (path) => expect(isLeftOut(path)).toBe(true));

  it("lets pass a handful of what lies in the project and its packages", () => {
    const below = (folder: string) => readdirSync(join(root, folder)).map((name) => `/${folder}/${name}`);
    const entries = [...readdirSync(root).map((name) => `/${name}`), ...below("node_modules")];
    expect(entries.filter((path) => !isLeftOut(path)).sort()).toEqual(
      [
        ...[
          "/LICENSE",
          "/config",
          "/node_modules",
          "/node_modules/@expo-google-fonts",
          "/node_modules/@fontsource-variable",
          "/node_modules/@resvg",
        ],
        ...[
          "/node_modules/highs",
          "/node_modules/parquet-wasm",
          "/package.json",
          ...(existsSync(join(root, "dist")) ? ["/dist"] : []),
        ],
      ].sort(),
    );
  });
});

describe("packagesBeside", () => {
  it.each(Object.entries(packagesBeside))("%s has what is kept of it", (name, parts) => {
    for (const part of parts) expect(existsSync(join(root, "node_modules", name, part)), part).toBe(true);
  });
});
