import type { IncomingMessage } from "node:http";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { createAccess } from "../../../electron/hosts/browser/access.ts";
import { readBody } from "../../../electron/hosts/browser/http.ts";
import { contentSecurityPolicy, securityHeaders } from "../../../electron/hosts/browser/security-headers.ts";
import { openHost } from "./open-host.ts";

test("an address that lies around is worth nothing after its time", () => {
  let now = 0;
  const access = createAccess(1000, () => now);
  const [early, late] = [access.newToken(), access.newToken()];
  now = 1000;
  expect(access.exchange(early)).not.toBeNull();
  now = 1001;
  expect(access.exchange(late)).toBeNull();
});

test("a body over the limit is not kept, whether it says its length or not", async () => {
  const body = (length: number, headers: Record<string, string> = {}) =>
    Object.assign(Readable.from([Buffer.alloc(length / 2), Buffer.alloc(length / 2)]), {
      headers,
    }) as unknown as IncomingMessage;
  expect((await readBody(body(1000), 1000))?.byteLength).toBe(1000);
  expect(await readBody(body(1002), 1000)).toBeNull();
  expect(await readBody(body(2, { "content-length": "1001" }), 1000)).toBeNull();
});

test("the page's policy, word for word: whoever loosens it says so here", () => {
  expect(contentSecurityPolicy.split("; ")).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
  expect(securityHeaders).toMatchObject({
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
  });
});

/** Sends a text and then nothing more; resolves with what came back when the other side has ended the connection. */
function halfRequest(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.on("data", (chunk: Buffer) => {
      answer += chunk;
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(answer));
  });
}

test("a body that never comes is not waited for without a key", { timeout: 20_000 }, async () => {
  await using open = await openHost(async () => null);
  const { port } = open.host;
  const head = (path: string, more = "") =>
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${more}Content-Length: 100\r\n\r\n{`;
  const origin = `Origin: http://127.0.0.1:${port}\r\n`;
  expect(await halfRequest(port, head("/api/send/x", origin))).toContain("401");
  expect(await halfRequest(port, head("/api/send/x"))).toContain("403");
});

test("headers that never end, and a token that never comes, are cut", async () => {
  await using open = await openHost(async () => null, { patienceMs: 300 });
  const { port } = open.host;
  const start = `POST /api/session HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\n`;
  const cut = await Promise.all([
    halfRequest(port, start),
    halfRequest(port, `${start}Content-Length: 100\r\n\r\n{`).catch(() => "cut"),
  ]);
  expect(cut).toHaveLength(2);
});
