import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { makeStagingFolder } from "../../service/datasets/store/temporary.ts";
import { makeFolders } from "../../service/disk/durable.ts";
import type { Service } from "../../service/service.ts";
import { createPathGuard } from "../path-guard.ts";
import { createAccess } from "./access.ts";
import { createConnections } from "./connections.ts";
import { createRouter } from "./router.ts";
import { loadStaticFiles } from "./static-files.ts";
import { removeUploads } from "./transfers.ts";

export interface BrowserHostOptions {
  readonly service: Service;
  /** Folder of the built renderer, with index.html. */
  readonly renderer: string;
  /** 0 (default) takes a free port. */
  readonly port?: number;
  /** Most bytes of one uploaded file, default 8 GB. */
  readonly uploadLimitBytes?: number;
  /** Most milliseconds for the headers of a request, and for a token; default 10 s. */
  readonly patienceMs?: number;
}

export interface BrowserHost {
  readonly port: number;
  /** An address that works once; each call makes another. */
  newAddress(): string;
  close(): Promise<void>;
}

/** Milliseconds. An open stream shows a sign of life every 15 s, see connections.ts. */
const connectionTimes = { keepAlive: 60_000, idle: 90_000, patience: 10_000 };

const DEFAULT_UPLOAD_LIMIT = 8 * 2 ** 30;

/**
 * Serves the renderer and the service on 127.0.0.1 only. The caller keeps the service and closes it after the host.
 * Rejects when the port is taken or the renderer's folder cannot be read.
 */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { service, patienceMs = connectionTimes.patience } = options;
  const home = service.context.home;
  const staging = await makeStagingFolder(home);
  // Where the window has searches put their files and their state.
  for (const folder of ["results", "checkpoints"]) await makeFolders(join(home, folder));

  const access = createAccess();
  const connections = createConnections(
    {
      ...service,
      async callByName(name, request, options) {
        const result = await service.callByName(name, request, options);
        await removeUploads(name, request, staging);
        return result;
      },
    },
    createPathGuard({ home, requestOf: service.requestOf, staging }),
  );
  const route = createRouter({
    access,
    connections,
    files: await loadStaticFiles(options.renderer),
    home,
    staging,
    uploadLimitBytes: options.uploadLimitBytes ?? DEFAULT_UPLOAD_LIMIT,
    patienceMs,
    port: () => (server.address() as AddressInfo).port,
  });
  // A large upload may take longer than any fixed time; headers may not, and neither may a connection on which nothing moves.
  const times = {
    requestTimeout: 0,
    headersTimeout: patienceMs,
    keepAliveTimeout: connectionTimes.keepAlive,
    connectionsCheckingInterval: patienceMs / 2,
  };
  const server = createServer(times, route);
  server.setTimeout(connectionTimes.idle);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(options.port ?? 0, "127.0.0.1", resolve);
    });
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
  const { port } = server.address() as AddressInfo;

  return {
    port,
    // After '#': a browser keeps that part to itself, so the token reaches no log and no Referer header.
    newAddress: () => `http://127.0.0.1:${port}/#token=${access.newToken()}`,
    async close() {
      connections.closeAll();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await rm(staging, { recursive: true, force: true });
    },
  };
}
