import { beforeEach, expect, test, vi } from "vitest";

type Handle = (event: unknown, argument: unknown) => Promise<unknown>;
const handled = new Map<string, Handle>();
vi.mock("electron", () => ({
  ipcMain: { handle: (name: string, handle: Handle) => handled.set(name, handle) },
}));

import { desktopRequests } from "../../electron/contract/desktop-bridge.ts";

const { listen } = await import("../../electron/main/listen.ts");

const ours = { senderFrame: { url: "app://tessera/", parent: null } };
const nonce = "3b1c6a9e-8f1d-4d51-9a53-0d8f4b7a1c22";
const connect = vi.fn();
const reveal = vi.fn();

beforeEach(() => {
  handled.clear();
  connect.mockReset();
  reveal.mockReset();
  const nothing = () => {};
  const others = {
    restart: nothing,
    underWay: nothing,
    ended: nothing,
    commands: nothing,
    opened: nothing,
    theme: nothing,
    drag: nothing,
    chosen: nothing,
  };
  listen({ ...others, connect, reveal });
});
const ask = (name: string, argument: unknown, event: unknown = ours) =>
  handled.get(`tessera:${name}`)?.(event, argument);

test("only what the contract names can be asked", () => {
  expect([...handled.keys()]).toEqual(Object.keys(desktopRequests).map((name) => `tessera:${name}`));
});

test("the window's request arrives", async () => {
  expect(await ask("connect", { nonce })).toEqual({ ok: true });
  expect(connect).toHaveBeenCalledWith({ nonce }, ours);
});

test.each([null, { url: "https://evil.example/", parent: null }, { url: "app://tessera/", parent: {} }])(
  "a request of frame %j is refused before its handler",
  async (senderFrame) => {
    expect(await ask("connect", { nonce }, { senderFrame })).toMatchObject({ ok: false });
    expect(connect).not.toHaveBeenCalled();
  },
);

test.each([undefined, null, {}, { nonce: "" }, { nonce: 5 }, { nonce: "x".repeat(36) }])(
  "the argument %j is refused",
  async (argument) => {
    expect(await ask("connect", argument)).toMatchObject({ ok: false });
    expect(connect).not.toHaveBeenCalled();
  },
);

test("what a handler throws becomes a value", async () => {
  reveal.mockImplementation(() => {
    throw new Error("There is no such file.");
  });
  expect(await ask("reveal", { path: "a.csv" })).toEqual({ ok: false, message: "There is no such file." });
});
