import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { type IncomingHttpHeaders, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type BrowserHost,
  type BrowserHostOptions,
  startBrowserHost,
} from "../../../electron/hosts/browser/host.ts";
import { registrations } from "../../../electron/service/registrations.ts";
import type { Service } from "../../../electron/service/service.ts";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface OpenHost {
  readonly host: BrowserHost;
  readonly home: string;
  /** A plain HTTP request with exactly these headers (no Origin, no key unless given). */
  ask(
    method: string,
    path: string,
    headers?: Record<string, string>,
    body?: Uint8Array | string,
  ): Promise<Answer>;
  /** The headers that the real page sends after it exchanged its token. */
  signIn(): Promise<Record<string, string>>;
}

export type CallByName = Service["callByName"];

/**
 * Starts a browser host over a service that answers `callByName`, with limits that a test reaches; closed and removed when the
 * test scope ends.
 */
export async function openHost(
  callByName: CallByName,
  limits: Pick<BrowserHostOptions, "uploadLimitBytes" | "patienceMs"> = { uploadLimitBytes: 1_000 },
): Promise<OpenHost & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), "tessera-host-"));
  const home = join(folder, "home");
  const renderer = join(folder, "renderer");
  await mkdir(home);
  await mkdir(renderer);
  await writeFile(join(renderer, "index.html"), "<!doctype html><title>Tessera</title>");
  await writeFile(join(renderer, "index.js.map"), "{}");
  await writeFile(join(folder, "secret.txt"), "outside of the data root");
  await writeFile(join(home, "result.csv"), "a,b\n1,2\n");
  // Only what the host touches of a service; every call of a test is answered by `callByName`.
  const requestOf: Service["requestOf"] = (name) =>
    registrations.find(({ method }) => method.name === name)?.method.request;
  const service = {
    context: { home },
    callByName,
    requestOf,
    subscribe: () => () => {},
  } as unknown as Service;
  const host = await startBrowserHost({ service, renderer, ...limits });

  const ask: OpenHost["ask"] = (method, path, headers = {}, body) =>
    new Promise((resolve, reject) => {
      const sent = request(
        { host: "127.0.0.1", port: host.port, method, path, headers, setHost: headers.Host === undefined },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks),
            }),
          );
          response.on("error", reject);
        },
      );
      sent.on("error", reject);
      sent.end(body);
    });

  return {
    host,
    home,
    ask,
    async signIn() {
      const origin = `http://127.0.0.1:${host.port}`;
      const token = new URLSearchParams(new URL(host.newAddress()).hash.slice(1)).get("token");
      const answer = await ask("POST", "/api/session", { Origin: origin }, JSON.stringify({ token }));
      const { key } = JSON.parse(answer.body.toString()) as { key: string };
      return { Origin: origin, Authorization: `Bearer ${key}` };
    },
    async [Symbol.asyncDispose]() {
      await host.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
