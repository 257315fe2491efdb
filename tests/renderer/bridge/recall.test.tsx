import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { windowRecall, windowRemember } from "../../../electron/contract/methods/window.ts";
import type { Transport } from "../../../electron/contract/transport.ts";
import { recall } from "../../../renderer/bridge/recall.ts";
import { openMemory, recalled, rememberedStore } from "../../../renderer/state/store.ts";
import { messages } from "../../../renderer/ui/toaster.tsx";

// Other files of this process have the same messages and stores.
afterEach(() => {
  vi.restoreAllMocks();
  openMemory({}, () => undefined);
});

/** A service that remembers these values, and answers a call to remember when it is told to. */
function service(values: Record<string, unknown>, damaged: object[] = []) {
  const kept: Record<string, unknown>[] = [];
  const answers: PromiseWithResolvers<object>[] = [];
  const call = (method: unknown, request: { values: Record<string, unknown> }) => {
    if (method === windowRecall) return Promise.resolve({ values, damaged });
    if (method !== windowRemember) return Promise.resolve({ views: { d: { minConfidence: 10 } } });
    kept.push(request.values);
    answers.push(Promise.withResolvers());
    return answers.at(-1)?.promise;
  };
  return { transport: { call, subscribe: () => () => {} } as unknown as Transport, kept, answers };
}
const page = new EventTarget();
const settled = () => new Promise((resolve) => setTimeout(resolve));

test("begins with what the service has, and hands on at once what is entered; what comes meanwhile goes together", async () => {
  const { transport, kept, answers } = service({ name: "kept", other: 3 });
  await recall(transport, page);
  expect(recalled("views", z.unknown())).toEqual({ d: { minConfidence: 10 } });
  expect(rememberedStore("other", z.string(), "of another kind").get()).toBe("of another kind");
  const store = rememberedStore("name", z.string(), "");
  expect(store.get()).toBe("kept");
  store.set("a");
  expect(kept).toEqual([{ name: "a" }]);
  store.set("ab");
  store.set("abc");
  rememberedStore("size", z.number(), 0).set(4);
  expect(kept).toHaveLength(1);
  answers[0]?.resolve({});
  await settled();
  expect(kept.slice(1)).toEqual([{ name: "abc", size: 4 }]);
  answers[1]?.resolve({});
});

test("a page that is left sends what was gathered, and what may not have arrived", async () => {
  const { transport, kept, answers } = service({});
  await recall(transport, page);
  const store = rememberedStore("name", z.string(), "");
  page.dispatchEvent(new Event("pagehide"));
  expect(kept).toEqual([]);
  store.set("a");
  rememberedStore("size", z.number(), 0).set(4);
  store.set("ab");
  page.dispatchEvent(new Event("pagehide"));
  expect(kept).toEqual([{ name: "a" }, { name: "ab", size: 4 }]);
  for (const answer of answers) answer.resolve({});
  await settled();
  expect(kept).toHaveLength(2);
});

test("says once that nothing is remembered, and again when it had worked between", async () => {
  const failed = vi.spyOn(messages, "failed").mockReturnValue();
  const { transport, answers } = service({}, [{ file: "guide.json", reason: "it is cut" }]);
  await recall(transport, page);
  expect(failed.mock.calls).toEqual([["guide.json is forgotten: it is cut"]]);
  const store = rememberedStore("count", z.number(), 0);
  for (const [at, isKept] of [false, false, true, false].entries()) {
    store.set(at + 1);
    if (isKept) answers[at]?.resolve({});
    else answers[at]?.reject(new Error("The disk is full"));
    await settled();
  }
  expect(failed.mock.calls.slice(1)).toEqual(
    Array(2).fill(["What you enter is not remembered: The disk is full"]),
  );
});
