/**
 * Loaded into the host before it (`--import`): answers every message of its parent with the memory that it has after a
 * collection.
 */
const collect = (globalThis as { gc?: () => void }).gc ?? (() => undefined);

process.on("message", async () => {
  // Finalizers free what lies outside of the heap, and run a turn later.
  for (let turn = 0; turn < 3; turn++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  process.send?.(process.memoryUsage());
});

export {};
