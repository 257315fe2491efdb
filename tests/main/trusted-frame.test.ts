import { expect, test } from "vitest";
import { isTrustedFrame } from "../../electron/main/trusted-frame.ts";

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
