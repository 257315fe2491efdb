import { FuseV1Options, FuseVersion } from "@electron/fuses";
import { FusesPlugin } from "@electron-forge/plugin-fuses";
import { VitePlugin } from "@electron-forge/plugin-vite";
import type { ForgeConfig } from "@electron-forge/shared-types";

/** Runs (`electron-forge start`) and packages the desktop. `npm run build` must have made dist/native, dist/hosts, dist/renderer. */
const config: ForgeConfig = {
  packagerConfig: {
    name: "Tessera",
    appBundleId: "org.tessera.workstation",
    // Libraries and fonts are read by native code, so they lie beside the archive as real files.
    asar: { unpack: "**/{dist/native,node_modules/@expo-google-fonts/inter}/**" },
    ignore: [/^\/(?!dist|package\.json|node_modules|config\/)/],
  },
  plugins: [
    new VitePlugin({
      build: [
        { entry: "electron/main/main.ts", config: "config/tooling/vite.main.config.ts", target: "main" },
        {
          entry: "electron/preload/preload.ts",
          config: "config/tooling/vite.preload.config.ts",
          target: "preload",
        },
        {
          entry: {
            service: "electron/hosts/utility-process/main.ts",
            "picture-worker": "electron/service/exporting/picture-worker.ts",
          },
          config: "config/tooling/vite.service.config.ts",
          target: "main",
        },
      ],
      renderer: [],
    }),
    new FusesPlugin({
      version: FuseVersion.V1,
      [FuseV1Options.RunAsNode]: false,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: false,
      [FuseV1Options.EnableCookieEncryption]: true,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
      [FuseV1Options.OnlyLoadAppFromAsar]: true,
    }),
  ],
};
export default config;
