import { renameSync } from "node:fs";
import { rename as move } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

/** What Windows says of a file that another program has open: a virus scanner or an indexer, for a moment each. */
const momentary = new Set(["EPERM", "EACCES", "EBUSY"]);

interface Patience {
  readonly isWindows?: boolean;
  readonly patienceMs?: number;
}

/** Whether what the system said may pass: asked only of Windows, until `patienceMs` have gone. */
function mayPass(
  error: unknown,
  waited: number,
  { isWindows = process.platform === "win32", patienceMs = 2_000 }: Patience,
): boolean {
  return isWindows && momentary.has((error as NodeJS.ErrnoException).code ?? "") && waited < patienceMs;
}

/** Moves a file or folder in one step. Windows is asked again until two seconds have gone. Throws what the system says. */
export async function rename(from: string, to: string, patience: Patience = {}): Promise<void> {
  for (let pause = 10, waited = 0; ; waited += pause, pause *= 2) {
    try {
      return await move(from, to);
    } catch (error) {
      if (!mayPass(error, waited, patience)) throw error;
    }
    await setTimeout(pause);
  }
}

/** The same for code that cannot wait for a promise: the thread sleeps between the attempts. */
export function renameNow(from: string, to: string, patience: Patience = {}): void {
  const sleeping = new Int32Array(new SharedArrayBuffer(4));
  for (let pause = 10, waited = 0; ; waited += pause, pause *= 2) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (!mayPass(error, waited, patience)) throw error;
    }
    Atomics.wait(sleeping, 0, 0, pause);
  }
}
