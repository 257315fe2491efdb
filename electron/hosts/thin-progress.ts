import type { Progress } from "../contract/transport.ts";

/**
 * Passes progress on at most every `everyMs` (10 Hz by default); the latest one is never lost, only late.
 * `flush` sends what is held back, before the result.
 */
export function thinProgress(
  send: (progress: Progress) => void,
  everyMs = 100,
): { report(progress: Progress): void; flush(): void } {
  let held: Progress | null = null;
  let timer: NodeJS.Timeout | null = null;

  const sendHeld = () => {
    timer = null;
    if (held === null) return;
    const latest = held;
    held = null;
    send(latest);
    timer = setTimeout(sendHeld, everyMs);
  };

  return {
    report(progress) {
      held = progress;
      if (timer === null) sendHeld();
    },
    flush() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (held !== null) send(held);
      held = null;
    },
  };
}
