import type { App, Session } from "electron";
import { expect, test, vi } from "vitest";
import { denyDownloads, denyPermissions, isTrustedFrame, lockDown } from "../../electron/main/page.ts";

/** A page's contents as far as the guard touches them. */
function pageOf() {
  const listeners = new Map<string, (event: { url: string; preventDefault(): void }) => void>();
  let open: (() => { action: string }) | null = null;
  const contents = {
    on: (name: string, listener: (event: { url: string; preventDefault(): void }) => void) =>
      listeners.set(name, listener),
    setWindowOpenHandler: (handler: () => { action: string }) => {
      open = handler;
    },
  };
  const app = {
    on: (_name: string, made: (event: unknown, contents: unknown) => void) => made({}, contents),
  };
  lockDown(app as unknown as Pick<App, "on">);
  return { listeners, opened: () => open?.() };
}

test.each(["will-navigate", "will-frame-navigate", "will-redirect"])(
  "%s stays on the page of ours",
  (name) => {
    const { listeners } = pageOf();
    const blocked = (url: string) => {
      const preventDefault = vi.fn();
      listeners.get(name)?.({ url, preventDefault });
      return preventDefault.mock.calls.length > 0;
    };
    for (const url of [
      "https://evil.example/",
      "file:///etc/passwd",
      "app://evil/",
      "app://tessera.evil/",
      "javascript:alert(1)",
    ])
      expect(blocked(url)).toBe(true);
    expect(blocked("app://tessera/#/search")).toBe(false);
  },
);

test("new windows and webviews are denied", () => {
  const page = pageOf();
  expect(page.opened()).toEqual({ action: "deny" });
  const preventDefault = vi.fn();
  page.listeners.get("will-attach-webview")?.({ url: "", preventDefault });
  expect(preventDefault).toHaveBeenCalled();
});

test("only what the window made itself is downloaded", () => {
  type Listener = (event: { preventDefault(): void }, item: { getURL(): string }) => void;
  let listener: Listener | undefined;
  denyDownloads({
    on: (name: string, given: Listener) => {
      if (name === "will-download") listener = given;
    },
  } as unknown as Session);
  const isDenied = (address: string) => {
    const preventDefault = vi.fn();
    listener?.({ preventDefault }, { getURL: () => address });
    return preventDefault.mock.calls.length > 0;
  };
  expect(isDenied("blob:app://tessera/3b1c6a9e")).toBe(false);
  for (const address of [
    "https://evil.example/a.exe",
    "app://tessera/index.html",
    "blob:https://evil.example/1",
    "data:text/plain,a",
  ])
    expect(isDenied(address)).toBe(true);
});

test("no permission but writing to the clipboard", () => {
  type Request = (contents: unknown, permission: string, answer: (allowed: boolean) => void) => void;
  const given: {
    request?: Request;
    check?: (contents: unknown, permission: string) => boolean;
    device?: () => boolean;
  } = {};
  denyPermissions({
    setPermissionRequestHandler: (handler: Request) => Object.assign(given, { request: handler }),
    setPermissionCheckHandler: (handler: unknown) => Object.assign(given, { check: handler }),
    setDevicePermissionHandler: (handler: unknown) => Object.assign(given, { device: handler }),
  } as unknown as Session);
  const asked = (permission: string) => {
    const answer = vi.fn();
    given.request?.(null, permission, answer);
    return answer.mock.calls[0]?.[0];
  };
  for (const permission of [
    "media",
    "geolocation",
    "notifications",
    "clipboard-read",
    "openExternal",
    "fileSystem",
    "hid",
  ]) {
    expect(asked(permission)).toBe(false);
    expect(given.check?.(null, permission)).toBe(false);
  }
  expect(asked("clipboard-sanitized-write")).toBe(true);
  expect(given.device?.()).toBe(false);
});

const frame = (url: string, parent: object | null = null) =>
  ({ url, parent }) as Parameters<typeof isTrustedFrame>[0];

test("the top frame of the window is trusted", () => {
  expect(isTrustedFrame(frame("app://tessera/"))).toBe(true);
  expect(isTrustedFrame(frame("app://tessera/index.html#/search"))).toBe(true);
});

test.each([
  "",
  "about:blank",
  "https://evil.example/",
  "app://evil/",
  "app://tessera.evil/",
  "file:///etc/passwd",
  "data:text/html,x",
])("%j is not", (url) => {
  expect(isTrustedFrame(frame(url))).toBe(false);
});

test("a frame inside of the page is not, and neither is one that is gone", () => {
  expect(isTrustedFrame(frame("app://tessera/", {}))).toBe(false);
  expect(isTrustedFrame(null)).toBe(false);
});
