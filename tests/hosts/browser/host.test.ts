import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, stat, symlink, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { decodeMessage, encodeMessage } from "../../../electron/contract/messages/codec.ts";
import { FrameReader } from "../../../electron/contract/messages/frames.ts";
import { Problem } from "../../../electron/contract/problem.ts";
import { makeStagingFolder } from "../../../electron/service/datasets/store/temporary.ts";
import { temporaryHome } from "../../service/datasets/support/temporary-home.ts";
import { openHost } from "./open-host.ts";

const noCall = async () => ({});

describe("who may talk to it", () => {
  test("it listens on 127.0.0.1 only", async () => {
    await using opened = await openHost(noCall);
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((address) => address !== undefined && address.family === "IPv4" && !address.internal);
    const reachable = (host: string) =>
      new Promise<boolean>((resolve) => {
        const socket = connect(opened.host.port, host, () => resolve(true));
        socket.on("error", () => resolve(false)).on("close", () => socket.destroy());
        socket.setTimeout(1_000, () => resolve(false));
      });
    expect(await reachable("127.0.0.1")).toBe(true);
    for (const other of others) expect(await reachable(other?.address ?? "")).toBe(false);
    expect(await reachable("127.0.0.2")).toBe(false);
  });

  test("two hosts take different ports", async () => {
    await using one = await openHost(noCall);
    await using two = await openHost(noCall);
    expect(one.host.port).not.toBe(two.host.port);
  });

  test.each(["evil.example", "127.0.0.1", "localhost:1", "127.0.0.1.evil.example:80", ""])(
    "a request for host %j is refused",
    async (host) => {
      await using opened = await openHost(noCall);
      const answer = await opened.ask("GET", "/", { Host: host });
      expect(answer.status).toBe(403);
      expect(answer.body.toString()).not.toContain("Tessera");
    },
  );

  test("a foreign origin is refused even with the key", async () => {
    await using opened = await openHost(noCall);
    const signedIn = await opened.signIn();
    for (const origin of [
      "http://evil.example",
      "null",
      `https://127.0.0.1:${opened.host.port}`,
      "http://127.0.0.1:1",
    ]) {
      const answer = await opened.ask("POST", "/api/send/x", { ...signedIn, Origin: origin });
      expect(answer.status).toBe(403);
    }
    expect(
      (await opened.ask("POST", "/api/send/x", { Authorization: signedIn.Authorization ?? "" })).status,
    ).toBe(403);
    const crossSite = { ...signedIn, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors" };
    expect((await opened.ask("GET", "/api/download?path=result.csv", crossSite)).status).toBe(403);
  });

  test("a token works once, and only a real one", async () => {
    await using opened = await openHost(noCall);
    const origin = { Origin: `http://127.0.0.1:${opened.host.port}` };
    const token = new URLSearchParams(new URL(opened.host.newAddress()).hash.slice(1)).get("token");
    const body = JSON.stringify({ token });
    expect((await opened.ask("POST", "/api/session", origin, body)).status).toBe(200);
    expect((await opened.ask("POST", "/api/session", origin, body)).status).toBe(401);
    for (const forged of [
      "{",
      "{}",
      '{"token":""}',
      '{"token":5}',
      `{"token":"${"A".repeat(43)}"}`,
      "x".repeat(9_000),
    ])
      expect((await opened.ask("POST", "/api/session", origin, forged)).status).toBe(401);
  });

  test.each([
    "GET /api/stream",
    "GET /api/download?path=result.csv",
    "POST /api/upload?name=a.csv",
    "POST /api/send/x",
  ])("%s needs the key", async (route) => {
    await using opened = await openHost(noCall);
    const [method = "", path = ""] = route.split(" ");
    const origin = { Origin: `http://127.0.0.1:${opened.host.port}` };
    expect((await opened.ask(method, path, origin)).status).toBe(401);
    const wrong = { ...origin, Authorization: `Bearer ${"A".repeat(43)}` };
    expect((await opened.ask(method, path, wrong)).status).toBe(401);
  });
});

describe("what can be read", () => {
  test("only the renderer's files, and they carry the policy", async () => {
    await using opened = await openHost(noCall);
    const page = await opened.ask("GET", "/");
    expect(page.status).toBe(200);
    const policy = String(page.headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(page.headers["x-content-type-options"]).toBe("nosniff");
    const unreachable = [
      "/../secret.txt",
      "/..%2fsecret.txt",
      "/%2e%2e/secret.txt",
      "/assets/..%5c..%5csecret.txt",
      "//etc/passwd",
      "/index.js.map",
      "/package.json",
      "/index.html%00.txt",
    ];
    for (const path of unreachable) expect((await opened.ask("GET", path)).status).toBe(404);
    expect((await opened.ask("PUT", "/", { Origin: `http://127.0.0.1:${opened.host.port}` })).status).toBe(
      405,
    );
  });

  test("a download stays below the data root", async () => {
    await using opened = await openHost(noCall);
    await symlink(join(opened.home, "..", "secret.txt"), join(opened.home, "link.csv"));
    await symlink(join(opened.home, ".."), join(opened.home, "up"));
    const signedIn = await opened.signIn();
    const get = (path: string) =>
      opened.ask("GET", `/api/download?path=${encodeURIComponent(path)}`, signedIn);
    const good = await get("result.csv");
    expect(good.body.toString()).toBe("a,b\n1,2\n");
    expect(good.headers["content-disposition"]).toContain("attachment");
    expect((await get(join(opened.home, "result.csv"))).status).toBe(200);
    const outside = [
      "../secret.txt",
      "/etc/passwd",
      "link.csv",
      "up/secret.txt",
      "",
      ".",
      "no\0thing",
      "staging/../../secret.txt",
    ];
    for (const path of outside) expect((await get(path)).status).toBe(404);
  });
});

describe("what can be written", () => {
  const bytes = (length: number) => Buffer.alloc(length, 97);
  /** The folder of the only host there. */
  const stagingOf = async (home: string) => {
    const hosts = await readdir(join(home, "staging"));
    expect(hosts).toHaveLength(1);
    return join(home, "staging", hosts[0] ?? "");
  };

  test("an upload lands in a folder of its own under staging", async () => {
    await using opened = await openHost(noCall);
    const signedIn = await opened.signIn();
    for (const name of [
      "../../evil.csv",
      "..\\..\\evil.csv",
      "/etc/cron.d/evil.csv",
      "\u0000evil.csv",
      ".hidden",
    ]) {
      const answer = await opened.ask(
        "POST",
        `/api/upload?name=${encodeURIComponent(name)}`,
        signedIn,
        bytes(10),
      );
      expect(answer.status).toBe(200);
      const { path } = JSON.parse(answer.body.toString()) as { path: string };
      expect(path.startsWith(join(opened.home, "staging"))).toBe(true);
      expect(path).not.toContain("..");
    }
    expect((await readdir(opened.home)).sort()).toEqual(["checkpoints", "result.csv", "results", "staging"]);
  });

  test("over the limit nothing is left, with and without a declared length", async () => {
    await using opened = await openHost(noCall);
    const signedIn = await opened.signIn();
    expect((await opened.ask("POST", "/api/upload?name=a", signedIn, bytes(1_000))).status).toBe(200);
    const staging = await stagingOf(opened.home);
    const before = await readdir(staging);
    expect((await opened.ask("POST", "/api/upload?name=a", signedIn, bytes(1_001))).status).toBe(413);
    const chunked = { ...signedIn, "Transfer-Encoding": "chunked" };
    const refused = await opened.ask("POST", "/api/upload?name=a", chunked, bytes(5_000)).catch(() => null);
    if (refused) expect(refused.status).toBe(413);
    expect(await readdir(staging)).toEqual(before);
  });

  test("an upload is written while it comes, and is gone when the client goes away", async () => {
    await using opened = await openHost(noCall, { uploadLimitBytes: 10_000_000 });
    const signedIn = await opened.signIn();
    const staging = await stagingOf(opened.home);
    const written = async () => {
      const [folder] = await readdir(staging);
      if (folder === undefined) return -1;
      const [file] = await readdir(join(staging, folder));
      return file === undefined ? -1 : (await stat(join(staging, folder, file))).size;
    };
    const sent = request({
      host: "127.0.0.1",
      port: opened.host.port,
      method: "POST",
      path: "/api/upload?name=a.csv",
      headers: { ...signedIn, "Transfer-Encoding": "chunked" },
    });
    sent.on("error", () => {});
    sent.write(bytes(3_000_000));
    // Nothing was said about an end yet, and the first part is on the disk.
    await expect.poll(written).toBe(3_000_000);
    sent.write(bytes(1_000_000));
    await expect.poll(written).toBe(4_000_000);
    sent.destroy();
    await expect.poll(() => readdir(staging)).toEqual([]);
  });
});

test("uploads of a host that runs are left alone, those of one that is gone are cleared away", async () => {
  const home = await temporaryHome();
  const gone = spawnSync(process.execPath, ["--version"]).pid;
  const dead = join(home, "staging", `.tmp-${gone}-0123456789ab`);
  const unknown = join(home, "staging", "abcdef");
  for (const folder of [dead, unknown]) await mkdir(folder, { recursive: true });
  await writeFile(join(dead, "a.csv"), "a");

  const first = await makeStagingFolder(home);
  expect([dead, unknown].map((folder) => existsSync(folder))).toEqual([false, false]);
  await writeFile(join(first, "b.csv"), "b");
  const second = await makeStagingFolder(home);
  expect(second).not.toBe(first);
  expect(existsSync(join(first, "b.csv"))).toBe(true);
});

test("an upload on a full disk is answered, and nothing of it stays", async (context) => {
  await using opened = await openHost(noCall, { uploadLimitBytes: 100_000_000 });
  const signedIn = await opened.signIn();
  const staging = join(opened.home, "staging");
  const [own = ""] = await readdir(staging);
  const mount = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", join(staging, own)]);
  if (mount.status !== 0) {
    console.warn("skipped: no small file system can be mounted here");
    context.skip();
  }
  try {
    const answer = await opened.ask("POST", "/api/upload?name=a.csv", signedIn, Buffer.alloc(8_000_000, "x"));
    expect(answer.status).toBe(507);
    expect(JSON.parse(answer.body.toString())).toMatchObject({ code: "disk-full" });
    expect(await readdir(join(staging, own))).toEqual([]);
    const named = await opened.ask(
      "POST",
      `/api/upload?name=${encodeURIComponent("漢".repeat(300))}.csv`,
      signedIn,
      "a",
    );
    expect(named.status).toBe(200);
  } finally {
    execFileSync("umount", [join(staging, own)]);
  }
});

test("an upload goes when a dataset was made of it, and stays for another try when that failed", async () => {
  let fails = true;
  await using opened = await openHost(async () => {
    if (fails) throw new Problem("bad-input", "Two columns have one name.");
    return {};
  });
  const signedIn = await opened.signIn();
  const uploaded = await opened.ask("POST", "/api/upload?name=a.csv", signedIn, "Date,a\n2024-01-01,1\n");
  const { path } = JSON.parse(uploaded.body.toString()) as { path: string };
  const closed = new AbortController();
  const stream = await fetch(`http://127.0.0.1:${opened.host.port}/api/stream`, {
    headers: signedIn,
    signal: closed.signal,
  });
  const answers: unknown[] = [];
  const reader = new FrameReader((bytes) => answers.push(decodeMessage(bytes)));
  const follow = async () => {
    for await (const chunk of stream.body ?? []) reader.push(chunk);
  };
  follow().catch(() => undefined);
  const send = `/api/send/${stream.headers.get("x-tessera-connection")}`;
  for (const [id, kind] of ["problem", "result"].entries()) {
    fails = kind === "problem";
    const request = { files: [path], dataset: "d" };
    const message = encodeMessage({ kind: "call", id, method: "dataset.import", request });
    expect((await opened.ask("POST", send, signedIn, message)).status).toBe(204);
    await expect.poll(() => answers).toContainEqual(expect.objectContaining({ kind, id }));
    expect(existsSync(path)).toBe(fails);
  }
  closed.abort();
});
