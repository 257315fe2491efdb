import { afterEach, expect, test, vi } from "vitest";
import type { ServiceContext } from "../../../electron/service/context.ts";
import { watchOthers } from "../../../electron/service/datasets/watch-others.ts";

afterEach(() => void vi.useRealTimers());

test("a dataset that another program replaced is heard of once", async () => {
  vi.useFakeTimers();
  let version = 1;
  const heard: string[] = [];
  const end = new AbortController();
  const context = {
    datasets: { list: async () => ({ manifests: [{ name: "d", version, createdAt: "" }], damaged: [] }) },
    emit: ({ kind }: { kind: string }) => heard.push(kind),
  } as unknown as ServiceContext;
  watchOthers(context, end.signal);
  await vi.advanceTimersByTimeAsync(7000);
  expect(heard).toEqual([]);
  version = 2;
  await vi.advanceTimersByTimeAsync(7000);
  expect(heard).toEqual(["datasets-changed"]);
  version = 3;
  end.abort();
  await vi.advanceTimersByTimeAsync(7000);
  expect(heard).toEqual(["datasets-changed"]);
});
