import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { Problem } from "../../contract/problem.ts";
import { diskProblem } from "./disk/disk-problem.ts";
import { processIsAlive } from "./disk/process-is-alive.ts";
import type { StoreRoot } from "./store-root.ts";

/** A lock that another computer holds is believed for this long; an unreadable one for this long. */
const foreignMilliseconds = 24 * 3_600_000;
const unreadableMilliseconds = 2000;

/** Tokens of the locks that this process holds. */
const held = new Set<string>();

async function isStale(file: string, text: string): Promise<boolean> {
  const age = Date.now() - (await stat(file)).mtimeMs;
  const [pid = "", host = "", token = ""] = text.split("\n");
  if (token === "") return age > unreadableMilliseconds;
  if (host !== hostname()) return age > foreignMilliseconds;
  // A lock of this process that it does not know was left by an earlier process of the same number.
  return Number(pid) === process.pid ? !held.has(token) : !processIsAlive(Number(pid));
}

async function create(file: string, token: string): Promise<boolean> {
  try {
    const handle = await open(file, "wx");
    try {
      held.add(token);
      await handle.writeFile(`${process.pid}\n${hostname()}\n${token}`);
    } catch (error) {
      held.delete(token);
      await rm(file, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Takes away the lock of a dead process; of two processes that try this at once, one does it. */
async function removeStale(file: string, token: string): Promise<void> {
  const text = await readFile(file, "utf8");
  if (!(await isStale(file, text))) return;
  const aside = `${file}.${token}`;
  await rename(file, aside);
  // Another process may have been faster and the file be its new lock: then that goes back.
  if ((await readFile(aside, "utf8")) === text) await rm(aside);
  else await rename(aside, file);
}

/**
 * Takes the right to change a dataset; one writer at a time, of any process. Returns the function that gives it back.
 * Throws Problem "busy" while another writer has it.
 */
export async function lockDataset(root: StoreRoot, name: string): Promise<() => Promise<void>> {
  const file = join(root.locks, `${name.toLowerCase()}.lock`);
  const token = randomBytes(8).toString("hex");
  try {
    await mkdir(root.locks, { recursive: true });
    for (let attempt = 0; attempt < 2; attempt++) {
      if (await create(file, token)) {
        return async () => {
          held.delete(token);
          await rm(file, { force: true });
        };
      }
      await removeStale(file, token).catch(() => undefined);
    }
  } catch (error) {
    throw diskProblem(error, file, "writing");
  }
  throw new Problem("busy", `The dataset "${name}" is being changed by another program.`, {
    remedy: "Wait until that is done, then try again.",
  });
}
