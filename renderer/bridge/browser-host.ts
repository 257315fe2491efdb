import { z } from "zod";
import { decodeMessage, encodeMessage } from "../../electron/contract/messages/codec.ts";
import { FrameReader } from "../../electron/contract/messages/frames.ts";
import { KnownLists } from "../../electron/contract/messages/text-lists.ts";
import { Problem, problemReport } from "../../electron/contract/problem.ts";
import { serviceMessage } from "../../electron/contract/transport.ts";
import { saveBlob } from "../ui/save-blob.ts";
import type { Host } from "./host.ts";
import { type Channel, type ChannelHandlers, createTransport } from "./transport.ts";

/** The host when the renderer was loaded from `tessera serve`. */
export function browserHost(key: string): Host {
  const transport = createTransport(httpChannel(key));

  // XMLHttpRequest, because fetch cannot say how much of an upload has left.
  const upload = (file: File, signal: AbortSignal, onProgress: (fraction: number) => void) =>
    new Promise<string>((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", `/api/upload?name=${encodeURIComponent(file.name)}`);
      request.setRequestHeader("Authorization", `Bearer ${key}`);
      request.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0);
      request.onerror = () => reject(new Problem("internal", `${file.name} could not be uploaded.`));
      request.onload = () => {
        const answer: unknown = JSON.parse(request.responseText);
        if (request.status === 200) resolve((answer as { path: string }).path);
        else reject(Problem.from(problemReport.parse(answer)));
      };
      signal.addEventListener("abort", () => {
        request.abort();
        reject(new Problem("cancelled", "The upload was cancelled."));
      });
      request.send(file);
    });

  return {
    kind: "browser",
    transport,
    async stage(files, signal, onProgress) {
      const total = files.reduce((sum, file) => sum + file.size, 0) || 1;
      const paths: string[] = [];
      let done = 0;
      for (const file of files) {
        paths.push(
          await upload(file, signal, (fraction) => onProgress((done + fraction * file.size) / total)),
        );
        done += file.size;
      }
      return paths;
    },
    async deliver(path) {
      const headers = { Authorization: `Bearer ${key}` };
      const response = await fetch(`/api/download?path=${encodeURIComponent(path)}`, { headers });
      if (!response.ok) throw new Problem("not-found", "The file is no longer there.");
      saveBlob(await response.blob(), path.split(/[\\/]/).at(-1) ?? "download");
    },
  };
}

const RETRY_MS = [250, 500, 1_000, 2_000, 4_000];

/** What a page says as it goes is sent though it is gone; larger messages a browser does not send so. */
const KEPT_ALIVE_BYTES = 60_000;

const LOST = "The connection to the service was lost; work that was running here has stopped.";

/** Whether the page is going away; one that a browser brings back is not. */
function followLeaving(): { readonly isNow: boolean } {
  const leaving = { isNow: false };
  addEventListener("pagehide", () => {
    leaving.isNow = true;
  });
  addEventListener("pageshow", () => {
    leaving.isNow = false;
  });
  return leaving;
}

/** The browser host's line: one endless response carries messages to the window, short POSTs carry messages from it. */
export function httpChannel(key: string): Channel {
  const headers = { Authorization: `Bearer ${key}` };
  const closed = new AbortController();
  let handlers: ChannelHandlers | null = null;
  let connection = Promise.withResolvers<string>();
  let lastName = "";
  let attempt = 0;
  const leaving = followLeaving();

  const readStream = async (): Promise<void> => {
    const response = await fetch("/api/stream", { headers, signal: closed.signal, cache: "no-store" });
    if (response.status === 401) {
      closed.abort();
      handlers?.down("The service was started again. Open the address that it printed.");
      return;
    }
    const name = response.headers.get("x-tessera-connection");
    if (!response.ok || !response.body || name === null)
      throw new Error(`The service answered ${response.status}.`);
    connection.resolve(name);
    lastName = name;
    if (attempt > 0) handlers?.restored();
    attempt = 0;
    const lists = new KnownLists();
    const reader = new FrameReader((bytes) =>
      handlers?.message(serviceMessage.parse(decodeMessage(bytes, lists))),
    );
    const stream = response.body.getReader();
    for (;;) {
      const { done, value } = await stream.read();
      if (done) return;
      reader.push(value);
    }
  };

  const keepConnected = async (): Promise<void> => {
    while (!closed.signal.aborted) {
      const failed = await readStream().then(
        () => LOST,
        () => LOST,
      );
      if (closed.signal.aborted) return;
      connection = Promise.withResolvers<string>();
      handlers?.lost(failed);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]));
      attempt++;
    }
  };

  return {
    async send(message) {
      // A page that goes has no time to wait, and its line may have ended before it: the service listens a while longer.
      const name = leaving.isNow ? lastName : await connection.promise;
      const body = encodeMessage(message);
      const response = await fetch(`/api/send/${name}`, {
        method: "POST",
        headers,
        body,
        keepalive: leaving.isNow && body.length < KEPT_ALIVE_BYTES,
      });
      if (!response.ok)
        throw new Problem("internal", `The service refused the request (${response.status}).`);
    },
    listen(given) {
      handlers = given;
      void keepConnected();
    },
    close: () => closed.abort(),
  };
}

const STORED = "tessera.key";

const answer = z.object({ key: z.string() });

/**
 * The key for the browser host: from the one-time token in the address, else from this tab's earlier sign-in. Null when there
 * is neither. sessionStorage belongs to this tab and this port alone, and is gone with the tab.
 */
export async function signIn(): Promise<string | null> {
  const token = new URLSearchParams(location.hash.replace(/^#/, "")).get("token");
  if (token === null) return sessionStorage.getItem(STORED);
  history.replaceState(null, "", location.pathname);
  const response = await fetch("/api/session", { method: "POST", body: JSON.stringify({ token }) });
  if (!response.ok) return sessionStorage.getItem(STORED);
  const { key } = answer.parse(await response.json());
  sessionStorage.setItem(STORED, key);
  return key;
}
