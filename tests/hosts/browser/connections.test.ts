import { expect, test, vi } from "vitest";
import { decodeMessage, encodeMessage } from "../../../electron/contract/messages/codec.ts";
import { FrameReader } from "../../../electron/contract/messages/frames.ts";
import { Problem } from "../../../electron/contract/problem.ts";
import type { ServiceMessage } from "../../../electron/contract/transport.ts";
import { type OpenHost, openHost } from "./open-host.ts";

/** What the page does: opens the stream, posts messages, collects what comes back. */
async function connect(opened: OpenHost) {
  const headers = await opened.signIn();
  const base = `http://127.0.0.1:${opened.host.port}`;
  const away = new AbortController();
  const stream = await fetch(`${base}/api/stream`, { headers, signal: away.signal });
  const name = stream.headers.get("x-tessera-connection") ?? "";
  const received: ServiceMessage[] = [];
  const reader = new FrameReader((bytes) => received.push(decodeMessage(bytes) as ServiceMessage));
  void (async () => {
    for await (const chunk of stream.body ?? []) reader.push(chunk);
  })().catch(() => {});
  const post = (body: Uint8Array<ArrayBuffer>) =>
    fetch(`${base}/api/send/${name}`, { method: "POST", headers, body });
  return {
    received,
    post,
    call: (id: number, method: string, request: unknown) =>
      post(encodeMessage({ kind: "call", id, method, request })),
    cancel: (id: number) => post(encodeMessage({ kind: "cancel", id })),
    leave: () => away.abort(),
  };
}

const untilCancelled = (signal: AbortSignal | undefined, ended: () => void) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => {
      ended();
      reject(new Problem("cancelled", "Stopped."));
    });
  });

test("a call brings progress and a result with typed arrays", async () => {
  await using opened = await openHost(async (name, request, options) => {
    options?.onProgress?.({ stage: "Working", fraction: 0.5 });
    return { name, request, values: Float64Array.of(1, Number.NaN) };
  });
  const client = await connect(opened);
  await client.call(7, "some.method", { rows: Uint32Array.of(3, 4) });
  await vi.waitFor(() => expect(client.received).toHaveLength(2));
  expect(client.received[0]).toEqual({
    kind: "progress",
    id: 7,
    progress: { stage: "Working", fraction: 0.5 },
  });
  expect(client.received[1]).toEqual({
    kind: "result",
    id: 7,
    result: {
      name: "some.method",
      request: { rows: Uint32Array.of(3, 4) },
      values: Float64Array.of(1, Number.NaN),
    },
  });
});

test("a problem arrives with its code; an unexpected error without its stack", async () => {
  await using opened = await openHost(async (name) => {
    throw name === "known" ? new Problem("not-found", "There is no dataset x.") : new TypeError("boom");
  });
  const client = await connect(opened);
  await client.call(1, "known", {});
  await client.call(2, "unknown", {});
  await vi.waitFor(() => expect(client.received).toHaveLength(2));
  expect(client.received).toContainEqual({
    kind: "problem",
    id: 1,
    problem: { code: "not-found", message: "There is no dataset x." },
  });
  expect(client.received).toContainEqual({
    kind: "problem",
    id: 2,
    problem: { code: "internal", message: "boom" },
  });
});

test("cancel stops that call; a window that goes away stops all of its calls", async () => {
  const ended: string[] = [];
  await using opened = await openHost((name, _request, options) =>
    untilCancelled(options?.signal, () => ended.push(name)),
  );
  const client = await connect(opened);
  for (const [id, name] of ["a", "b", "c"].entries()) await client.call(id, name, {});
  await client.cancel(1);
  await vi.waitFor(() => expect(ended).toEqual(["b"]));
  client.leave();
  await vi.waitFor(() => expect(ended.toSorted()).toEqual(["a", "b", "c"]));
});

test("last words of a window that has gone are heard, but no work begins for them", async () => {
  const heard: (readonly [string, boolean | undefined])[] = [];
  await using opened = await openHost(async (name, _request, options) => {
    heard.push([name, options?.signal?.aborted]);
    return {};
  });
  const client = await connect(opened);
  await client.call(1, "before", {});
  client.leave();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await client.call(2, "window.remember", { values: {} })).status).toBe(204);
  await vi.waitFor(() =>
    expect(heard).toEqual([
      ["before", false],
      ["window.remember", true],
    ]),
  );
});

test("a request that names a path outside the data root never reaches the service", async () => {
  const reached = vi.fn(async () => ({}));
  await using opened = await openHost(reached);
  const client = await connect(opened);
  await client.call(1, "file.inspect", { file: "/etc/passwd" });
  await client.call(2, "dataset.import", { dataset: "a", files: ["result.csv", "../secret.txt"] });
  await vi.waitFor(() =>
    expect(client.received.map((message) => message.kind)).toEqual(["problem", "problem"]),
  );
  expect(reached).not.toHaveBeenCalled();
  await client.call(3, "file.inspect", { path: "result.csv" });
  await vi.waitFor(() => expect(reached).toHaveBeenCalledOnce());
});

test("noise does not end the host", async () => {
  await using opened = await openHost(async () => ({ fine: true }));
  const client = await connect(opened);
  expect((await client.post(new Uint8Array([1, 2, 3]))).status).toBe(400);
  expect((await client.post(encodeMessage({ kind: "nonsense" }))).status).toBe(204);
  await client.call(1, "x", {});
  await vi.waitFor(() =>
    expect(client.received).toEqual([{ kind: "result", id: 1, result: { fine: true } }]),
  );
});
