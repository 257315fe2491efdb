/**
 * Works through `tasks` in their order, `width` of them at a time; one that is not `ready` yet is passed over until another
 * has ended. After a failure nothing new is begun; what runs is waited for, then the first failure is thrown.
 */
export async function runSideBySide<Task>(
  tasks: readonly Task[],
  width: number,
  ready: (task: Task) => boolean,
  work: (task: Task) => Promise<void>,
): Promise<void> {
  const waiting = [...tasks];
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const begin = (task: Task): void => {
    const one = work(task)
      .catch((error: unknown) => {
        failures.push(error);
        waiting.length = 0;
      })
      .finally(() => running.delete(one));
    running.add(one);
  };
  for (;;) {
    while (running.size < width) {
      const next = waiting.findIndex(ready);
      if (next < 0) break;
      for (const task of waiting.splice(next, 1)) begin(task);
    }
    if (running.size === 0) break;
    await Promise.race(running);
  }
  if (failures.length > 0) throw failures[0];
  if (waiting.length > 0) throw new Error("a task waits for what is not there");
}
