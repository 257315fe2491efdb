import { homedir } from "node:os";
import { join } from "node:path";

/**
 * Data root when none is given: TESSERA_HOME, else the platform's place for application data.
 * Linux follows the XDG base directory specification.
 */
export function homeFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  if (env.TESSERA_HOME) return env.TESSERA_HOME;
  if (platform === "win32") return join(env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "Tessera");
  if (platform === "darwin") return join(homedir(), "Library", "Application Support", "Tessera");
  return join(env.XDG_DATA_HOME || join(homedir(), ".local", "share"), "tessera");
}
