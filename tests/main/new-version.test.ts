import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { newerVersion, updateAddress } from "../../electron/main/new-version.ts";

const folder = mkdtempSync(join(tmpdir(), "tessera-update-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a package without an address has nobody to ask", () => {
  expect(updateAddress(folder)).toBeNull();
});

test("the address is the publisher's, and only over TLS", () => {
  const says = (text: string) => {
    writeFileSync(join(folder, "app-update.yml"), text);
    return updateAddress(folder);
  };
  expect(says("provider: generic\nurl: https://example.org/tessera\n")).toBe("https://example.org/tessera/");
  expect(says("provider: generic\nurl: 'https://example.org/tessera/'\r\n")).toBe(
    "https://example.org/tessera/",
  );
  for (const url of ["http://example.org", "file:///etc", "nonsense", ""])
    expect(says(`provider: generic\nurl: ${url}\n`)).toBeNull();
});

const asked = (text: string, status = 200) => vi.fn(async () => new Response(text, { status }));

test.each([
  ["1.2.4", "1.2.4"],
  ["1.10.0", "1.10.0"],
  ["2.0.0", "2.0.0"],
  ["1.2.3", null],
  ["1.2.2", null],
  ["0.9.9", null],
  ["1.3.0-beta.1", null],
  ["later", null],
])("where the list says %s, 1.2.3 is told of %s", async (listed, told) => {
  const fetch = asked(`version: ${listed}\nfiles:\n  - url: Tessera.deb\n    version: 9.9.9\n`);
  expect(await newerVersion("https://example.org/", "1.2.3", fetch)).toBe(told);
  expect(fetch).toHaveBeenCalledWith(
    expect.stringMatching(/^https:\/\/example\.org\/latest(-linux|-mac)?\.yml$/),
    expect.anything(),
  );
});

test("no answer is no new version", async () => {
  expect(await newerVersion("https://example.org/", "1.2.3", asked("version: 2.0.0", 404))).toBeNull();
  const fails = async () => Promise.reject(new TypeError("no network"));
  expect(await newerVersion("https://example.org/", "1.2.3", fails)).toBeNull();
});
