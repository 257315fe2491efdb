import { setImmediate as soon } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { held, lastOf, type Turn, Turns } from "../../../electron/service/cluster/turns.ts";

/** Turns whose taking is followed: how many shards have begun. */
function begun() {
  const turns = new Turns();
  const taken: Turn[] = [];
  const take = () => turns.take().then((turn) => taken.push(turn));
  return { taken, take };
}

/** Work that ends when it is told to. */
function work() {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { run: () => promise, end: () => resolve("done") };
}

describe("turns of the shards of a process", () => {
  it("come one after the other where nothing is said of them", async () => {
    const { taken, take } = begun();
    await take();
    const second = take();
    await soon();
    expect(taken).toHaveLength(1);
    taken[0]?.pass();
    await second;
    expect(taken).toHaveLength(2);
  });

  it("begin as soon as what is left of the one before leaves processors idle, and not before", async () => {
    const { taken, take } = begun();
    await take();
    const [one, other] = [work(), work()];
    const results = [taken[0]?.during(0.5, one.run), taken[0]?.during(0.5, other.run)];
    const second = take();
    taken[0]?.pass();
    await soon();
    expect(taken).toHaveLength(1);
    one.end();
    await second;
    expect(taken).toHaveLength(2);
    // The end of the first shard is not the second one's turn passed.
    const third = take();
    other.end();
    taken[0]?.pass();
    await soon();
    expect(taken).toHaveLength(2);
    taken[1]?.pass();
    await third;
    expect(await Promise.all(results)).toEqual(["done", "done"]);
  });

  it("wait for processors also where the turn was passed before anybody asked", async () => {
    const { taken, take } = begun();
    await take();
    const whole = work();
    const result = taken[0]?.during(1, whole.run);
    taken[0]?.pass();
    const second = take();
    await soon();
    expect(taken).toHaveLength(1);
    whole.end();
    await Promise.all([second, result]);
    expect(taken).toHaveLength(2);
  });

  it("go on as soon as the last work of a shard has ended, before what it came to is written", async () => {
    const { taken, take } = begun();
    await take();
    const pass = work();
    const ended = lastOf(taken[0] as Turn, pass.run);
    const second = take();
    await soon();
    expect(taken).toHaveLength(1);
    pass.end();
    await second;
    expect(taken).toHaveLength(2);
    expect(await ended).toBe("done");
  });

  it("are freed by work that fails, and kept by work that more comes behind", async () => {
    const { taken, take } = begun();
    await take();
    const failing = taken[0]?.during(1, () => Promise.reject(new Error("no")));
    await expect(failing).rejects.toThrow("no");
    const second = take();
    held(taken[0] as Turn).pass();
    await soon();
    expect(taken).toHaveLength(1);
    taken[0]?.pass();
    await second;
    expect(taken).toHaveLength(2);
  });
});
