import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { outsideArchive } from "../service/program-files.ts";

/**
 * The data root of a process. Every way in (command line, browser, desktop) asks here, so that all of them have the same
 * datasets.
 */
export interface Home {
  /** Absolute; made when something is first written. */
  readonly folder: string;
  /** Where the data root of earlier versions was. Empty when the folder was chosen: then nothing else is meant. */
  readonly older: readonly string[];
}

/** What the place of the data root depends on; tests bring their own. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The user's home folder. */
  readonly user: string;
}
const thisMachine = (): Machine => ({ env: process.env, platform: process.platform, user: homedir() });

/**
 * The data root: the one that is given, else TESSERA_HOME, else the platform's place for application data that stays on the
 * machine. Linux follows the XDG base directory specification; Windows has a folder that roams too, which is no place for
 * gigabytes.
 */
export function homeFolder(given?: string, machine: Machine = thisMachine()): Home {
  const chosen = given ?? machine.env.TESSERA_HOME;
  if (chosen) return { folder: resolve(chosen), older: [] };
  const { env, platform, user } = machine;
  const data = {
    windows: env.LOCALAPPDATA || join(user, "AppData", "Local"),
    mac: join(user, "Library", "Application Support"),
    linux: env.XDG_DATA_HOME || join(user, ".local", "share"),
  };
  // Electron's folders for the desktop's own state. The desktop's data root was inside, the browser's was ~/.tessera.
  const state = {
    windows: [join(env.APPDATA || join(user, "AppData", "Roaming"), "Tessera")],
    mac: [join(data.mac, "Tessera")],
    linux: ["Tessera", "tessera"].map((name) => join(env.XDG_CONFIG_HOME || join(user, ".config"), name)),
  };
  const system = platform === "win32" ? "windows" : platform === "darwin" ? "mac" : "linux";
  return {
    folder: join(data[system], system === "linux" ? "tessera" : "Tessera"),
    older: [...state[system].map((folder) => join(folder, "data")), join(user, ".tessera")],
  };
}

/** The settings of the installation, which people may change: beside the bundles and beside the sources alike. */
export const shippedSettings = (): string =>
  outsideArchive(join(import.meta.dirname, "..", "..", "config", "parquet_arrow_config.ini"));

/** The settings of one folder of work, read from where a command is run. */
export const projectFile = "tessera.ini";
