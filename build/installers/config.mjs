import { openedExtensions } from "../../electron/main/opened-files.ts";

const kinds = {
  ".csv": ["text/csv", "Comma-separated values"],
  ".tsv": ["text/tab-separated-values", "Tab-separated values"],
  ".parquet": ["application/vnd.apache.parquet", "Parquet table"],
  ".xlsx": ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel workbook"],
};

/** The kinds of files that can be opened with the program. */
export const fileAssociations = openedExtensions.map((extension) => {
  const [mimeType, name] = kinds[extension];
  return { ext: extension.slice(1), name, mimeType, role: "Editor", rank: "Alternate" };
});

/**
 * The one configuration of electron-builder, for all systems. `icons` is a folder with N.png for N = 16 to 1024,
 * `rpmAfterRemove` the template of a script. Who publishes sets by environment:
 * TESSERA_HOMEPAGE and TESSERA_MAINTAINER (in the packages' records), TESSERA_UPDATE_URL (an https address; without it no list
 * of versions is written and the program asks nobody), and what electron-builder itself reads for signing (CSC_LINK,
 * CSC_KEY_PASSWORD, APPLE_ID, APPLE_APP_SPECIFIC_PASSWORD, APPLE_TEAM_ID).
 */
export function installerConfig({ version, electronVersion, icons, rpmAfterRemove, output }) {
  const updates = process.env.TESSERA_UPDATE_URL;
  return {
    appId: "org.tessera.workstation",
    productName: "Tessera",
    electronVersion,
    npmRebuild: false,
    directories: { output },
    extraMetadata: {
      desktopName: "tessera.desktop",
      version,
      homepage: process.env.TESSERA_HOMEPAGE ?? "https://tessera.invalid",
      author: process.env.TESSERA_MAINTAINER ?? "Tessera <maintainer@tessera.invalid>",
    },
    publish: updates ? [{ provider: "generic", url: updates }] : null,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills these in
    artifactName: "${productName}-${version}-${os}-${arch}.${ext}",
    fileAssociations,
    linux: {
      executableName: "tessera",
      syncDesktopName: true,
      category: "Office",
      synopsis: "Choose portfolios out of very many trading strategies",
      maintainer: process.env.TESSERA_MAINTAINER ?? "Tessera <maintainer@tessera.invalid>",
      icon: icons,
    },
    deb: { depends: ["libgtk-3-0", "libnss3", "libasound2", "libgbm1", "libxss1", "xdg-utils"] },
    rpm: {
      depends: ["gtk3", "nss", "alsa-lib", "mesa-libgbm", "xdg-utils"],
      afterRemove: rpmAfterRemove,
      // Folders that no other package has are its own as well, and go with it.
      fpm: ["--directories", "/opt/Tessera", "--directories", "/usr/share/icons/hicolor/1024x1024"],
    },
    win: { icon: `${icons}/256.png` },
    nsis: {
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      deleteAppDataOnUninstall: false,
      license: "LICENSE",
    },
    mac: {
      icon: `${icons}/1024.png`,
      category: "public.app-category.finance",
      hardenedRuntime: true,
      notarize: Boolean(process.env.APPLE_ID),
    },
  };
}
