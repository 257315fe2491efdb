import { randomBytes } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { link, readFile, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { diskProblem, makeFolders, temporaryBeside } from "./durable.ts";
import { removeAtEnd } from "./leftovers.ts";
import { rename } from "./rename.ts";

/** A lock that another computer holds is believed for this long; an unreadable one for this long. */
const foreignMilliseconds = 24 * 3_600_000;

const unreadableMilliseconds = 2000;

/** Tokens of the locks that this process holds. */
const held = new Set<string>();

/**
 * Takes a lock file for this process; a dead process's lock is taken over. Returns the function that gives it back, or
 * undefined while another process, or another part of this one, holds it. Throws Problem when the file cannot be made.
 */
export async function takeLock(file: string): Promise<(() => Promise<void>) | undefined> {
  const token = randomBytes(8).toString("hex");
  try {
    await makeFolders(dirname(file));
    for (let attempt = 0; attempt < 2; attempt++) {
      if (await create(file, token)) {
        const isGone = removeAtEnd(file);
        return async () => {
          held.delete(token);
          await rm(file, { force: true });
          isGone();
        };
      }
      await removeStale(file).catch(() => undefined);
    }
  } catch (error) {
    throw diskProblem(error, file, "writing");
  }
  return undefined;
}

/** Whether a living process holds a lock file, found without writing one: also where nothing can be written. */
export async function isHeld(file: string): Promise<boolean> {
  try {
    return !(await isStale(file, await readFile(file, "utf8")));
  } catch {
    return false;
  }
}

/**
 * Makes the lock file with its owner in it, in one step: it is written beside and linked into place, so that a kill
 * leaves a whole lock or none. False when there is one.
 */
async function create(file: string, token: string): Promise<boolean> {
  const owner = `${process.pid}\n${hostname()}\n${token}\n${systemMark()}\n${startOf(process.pid)}`;
  const own = temporaryBeside(file);
  held.add(token);
  try {
    await writeFile(own, owner, { flag: "wx" });
    await link(own, file).catch(async (error: NodeJS.ErrnoException) => {
      // File systems without links: a lock that a kill left empty is believed for a moment, see isStale.
      if (error.code === "EEXIST") throw error;
      await writeFile(file, owner, { flag: "wx" });
    });
    return true;
  } catch (error) {
    held.delete(token);
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

/** Takes away the lock of a dead process; of two processes that try this at once, one does it. */
async function removeStale(file: string): Promise<void> {
  const text = await readFile(file, "utf8");
  if (!(await isStale(file, text))) return;
  const aside = temporaryBeside(file);
  await rename(file, aside);
  // Another process may have been faster and the file be its new lock: then that goes back.
  if ((await readFile(aside, "utf8")) === text) await rm(aside);
  else await rename(aside, file);
}

async function isStale(file: string, text: string): Promise<boolean> {
  const age = Date.now() - (await stat(file)).mtimeMs;
  const [pid = "", host = "", token = "", system = "", start = ""] = text.split("\n");
  if (token === "") return age > unreadableMilliseconds;
  const isSameSystem = system !== "" && system === systemMark();
  // The same boot is the same machine, also when it was renamed; another boot of the same machine ended all its processes.
  if (!isSameSystem && host !== hostname()) return age > foreignMilliseconds;
  if (!isSameSystem && isAnotherBoot(system)) return true;
  // Numbers of processes are given again: one that started at another time is another.
  if (isSameSystem && start !== "" && processIsAlive(Number(pid)) && startOf(Number(pid)) !== start)
    return true;
  // A lock of this process that it does not know was left by an earlier process of the same number.
  return Number(pid) === process.pid ? !held.has(token) : !processIsAlive(Number(pid));
}

/** What numbers of processes count in: the boot and, for containers, the space of numbers. "" where the system does not say. */
function systemMark(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return "";
  }
}

function isAnotherBoot(system: string): boolean {
  const [boot = ""] = system.split(" ");
  const [own = ""] = systemMark().split(" ");
  return boot !== "" && own !== "" && boot !== own;
}

/** When a process started, in ticks of the clock since the boot; "" where the system does not say. */
function startOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the program, in brackets, may have blanks; the 22nd field is the 20th behind it.
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

/** Whether a process of this machine runs. EPERM means that it does, under another user. */
export function processIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
