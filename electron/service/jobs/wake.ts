/** A sleep that others can end early, and that is never longer than it must be. */
export class Wake {
  #end: (() => void) | undefined;

  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      signal.addEventListener("abort", end, { once: true });
      this.#end = end;
    });
  }

  now(): void {
    this.#end?.();
  }
}
