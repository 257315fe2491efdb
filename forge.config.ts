import { FuseV1Options, FuseVersion } from "@electron/fuses";
import { FusesPlugin } from "@electron-forge/plugin-fuses";
import type { ForgeConfig } from "@electron-forge/shared-types";
import { isLeftOut } from "./config/tooling/is-left-out.ts";

// A folder with Electron's zip files, for machines that cannot fetch them.
const electronZipDir = process.env.TESSERA_ELECTRON_ZIPS;
// Of the program that is packaged, where that is for another system.
const platform = process.env.TESSERA_PLATFORM ?? process.platform;

/** Runs (`electron-forge start`) and packages the desktop out of what `npm run build` made in dist. */
const config: ForgeConfig = {
  packagerConfig: {
    name: "Tessera",
    // On Linux the program's name is that of its command.
    ...(platform === "linux" ? { executableName: "tessera" } : {}),
    appBundleId: "org.tessera.workstation",
    // Libraries and fonts are read by native code and the settings by people, so they lie beside the archive as real files.
    asar: { unpack: "**/{dist/native,config,node_modules/@resvg,node_modules/@expo-google-fonts}/**" },
    ignore: isLeftOut,
    // is-left-out names what is needed of node_modules; pruning would only add empty folders.
    prune: false,
    ...(electronZipDir ? { electronZipDir } : {}),
  },
  plugins: [
    new FusesPlugin({
      version: FuseVersion.V1,
      [FuseV1Options.RunAsNode]: false,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: false,
      // There are no cookies; encrypting them would ask for the keychain.
      [FuseV1Options.EnableCookieEncryption]: false,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
      [FuseV1Options.OnlyLoadAppFromAsar]: true,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    }),
  ],
};
export default config;
