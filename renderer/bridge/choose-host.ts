import { browserHost } from "./browser-host.ts";
import type { Host } from "./host.ts";
import { signIn } from "./sign-in.ts";

/** The host of this window: the desktop's when its preload is there, else the browser's. Null when a browser is not signed in. */
export async function chooseHost(onLine: (lost: string | null) => void): Promise<Host | null> {
  const key = await signIn();
  return key === null ? null : browserHost(key, onLine);
}
