import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";

// Plain JavaScript, which Nodes read that know no TypeScript.
const script: string = join(import.meta.dirname, "..", "..", "build", "start", "desktop-obstacle.mjs");
const { desktopObstacle } = (await import(script)) as {
  desktopObstacle: (root: string) => Promise<{ obstacle: string | undefined; fetchFirst: boolean }>;
};

const root = mkdtempSync(join(tmpdir(), "tessera-obstacle-"));
/** Answers for /there, says "no" to /gone, and nothing at all to anything else. */
const server = createServer(({ url = "" }, response) => {
  if (url.startsWith("/there/")) response.end();
  if (url.startsWith("/gone/")) response.writeHead(404).end();
});
const mirror = async (name: string) => {
  if (!server.listening) await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  vi.stubEnv("ELECTRON_MIRROR", `http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}/`);
};
beforeEach(() => {
  for (const folder of ["dist/electron", "node_modules/electron"])
    mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "dist", "electron", "main.js"), "");
  writeFileSync(join(root, "node_modules", "electron", "package.json"), '{"version":"1.2.3"}');
  vi.stubEnv("DISPLAY", ":0");
  vi.spyOn(process, "getuid").mockReturnValue(1000);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(root, { recursive: true });
});

test("Electron is fetched first where a release answers", async () => {
  await mirror("there");
  expect(await desktopObstacle(root)).toMatchObject({ obstacle: undefined, fetchFirst: true });
});

test.each(["gone", "silent"])("it cannot be fetched where the release is %s", async (name) => {
  await mirror(name);
  const begun = performance.now();
  expect(await desktopObstacle(root)).toMatchObject({
    obstacle: "its Electron binary is not there and cannot be fetched",
    fetchFirst: false,
  });
  // The sentence and the window in a browser have to be there within three seconds.
  expect(performance.now() - begun).toBeLessThan(2500);
});

test.runIf(process.platform === "linux")("without a display, or for root, nothing is asked", async () => {
  await mirror("silent");
  vi.stubEnv("DISPLAY", "");
  vi.stubEnv("WAYLAND_DISPLAY", "");
  expect((await desktopObstacle(root)).obstacle).toBe("there is no display");
  vi.stubEnv("DISPLAY", ":0");
  vi.spyOn(process, "getuid").mockReturnValue(0);
  expect((await desktopObstacle(root)).obstacle).toBe("Chromium's sandbox does not work for the user root");
});
