import { rmSync } from "node:fs";

/** What only means something while this process works on it: files that are not whole yet, copies, locks. */
const begun = new Set<string>();

/**
 * Has a path removed should the process end before whoever works on it could: by its own will, that is, as a command does that
 * was told twice to stop, or that did not come to an end in time. Returns the function that takes the path off again.
 */
export function removeAtEnd(path: string): () => void {
  if (begun.size === 0) process.once("exit", removeAll);
  begun.add(path);
  return () => {
    begun.delete(path);
    if (begun.size === 0) process.removeListener("exit", removeAll);
  };
}

function removeAll(): void {
  for (const path of begun) {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // What cannot be removed is swept at the next start.
    }
  }
}
