import { rename as move } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

/** What Windows says of a file that another program has open: a virus scanner or an indexer, for a moment each. */
const momentary = new Set(["EPERM", "EACCES", "EBUSY"]);

/** Moves a file or folder in one step. Windows is asked again until two seconds have gone. Throws what the system says. */
export async function rename(
  from: string,
  to: string,
  { isWindows = process.platform === "win32", patienceMs = 2_000 } = {},
): Promise<void> {
  for (let pause = 10, waited = 0; ; waited += pause, pause *= 2) {
    try {
      return await move(from, to);
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (!isWindows || !momentary.has(code) || waited >= patienceMs) throw error;
    }
    await setTimeout(pause);
  }
}
