import { expect, test } from "vitest";
import type { ServiceContext } from "../../../electron/service/context.ts";
import { watchOthers } from "../../../electron/service/datasets/watch-others.ts";

test("a dataset that another program replaced is heard of once", async () => {
  let version = 1;
  const heard: string[] = [];
  const end = new AbortController();
  const context = {
    datasets: { list: async () => ({ manifests: [{ name: "d", version, createdAt: "" }], damaged: [] }) },
    emit: ({ kind }: { kind: string }) => heard.push(kind),
  } as unknown as ServiceContext;
  watchOthers(context, end.signal);
  await new Promise((resolve) => setTimeout(resolve, 3500));
  expect(heard).toEqual([]);
  version = 2;
  await expect.poll(() => heard, { timeout: 8000 }).toEqual(["datasets-changed"]);
  end.abort();
}, 15_000);
