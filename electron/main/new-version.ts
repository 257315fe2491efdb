import { readFileSync } from "node:fs";
import { join } from "node:path";

const PATIENCE_MS = 10_000;

/** The value of a key at the left margin of a YAML file that the packaging tools write. */
const entryOf = (yaml: string, key: string): string | undefined =>
  new RegExp(`^${key}: *["']?([^"'\\r\\n]+?)["']? *$`, "m").exec(yaml)?.[1];

/**
 * Where the publisher of this package says which version is the newest: the address in app-update.yml beside the archive.
 * Without that file, which only a publisher who names an address has written, nobody is ever asked.
 */
export function updateAddress(resources: string): string | null {
  try {
    const address = entryOf(readFileSync(join(resources, "app-update.yml"), "utf8"), "url");
    return address && URL.parse(address)?.protocol === "https:" ? address.replace(/\/?$/, "/") : null;
  } catch {
    return null;
  }
}

const names: Partial<Record<NodeJS.Platform, string>> = { win32: "latest.yml", darwin: "latest-mac.yml" };

/**
 * The version that lies at `address` when it is newer than `present`, else null. Nothing but the list's name is sent, and no
 * answer is none.
 */
export async function newerVersion(
  address: string,
  present: string,
  fetch: (address: string, options: { signal: AbortSignal }) => Promise<Response>,
): Promise<string | null> {
  try {
    const list = `${address}${names[process.platform] ?? "latest-linux.yml"}`;
    const response = await fetch(list, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const version = response.ok ? entryOf(await response.text(), "version") : undefined;
    return version && isNewer(version, present) ? version : null;
  } catch {
    return null;
  }
}

/** Whether one version of three numbers is newer than another; previews are offered to nobody. */
function isNewer(version: string, present: string): boolean {
  const parts = (text: string) => /^(\d+)\.(\d+)\.(\d+)$/.exec(text)?.slice(1).map(Number);
  const [one, other] = [parts(version), parts(present.replace(/-.*/, ""))];
  if (!one || !other) return false;
  const at = one.findIndex((part, index) => part !== other[index]);
  return at >= 0 && (one[at] ?? 0) > (other[at] ?? 0);
}
