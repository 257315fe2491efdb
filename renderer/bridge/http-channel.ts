import { decodeMessage, encodeMessage, FrameReader } from "../../electron/contract/codec.ts";
import { Problem } from "../../electron/contract/problem.ts";
import { serviceMessage } from "../../electron/contract/transport.ts";
import type { Channel, ChannelHandlers } from "./channel.ts";

const RETRY_MS = [250, 500, 1_000, 2_000, 4_000];
const LOST = "The connection to the service was lost; work that was running here has stopped.";

/** The browser host's line: one endless response carries messages to the window, short POSTs carry messages from it. */
export function httpChannel(key: string): Channel {
  const headers = { Authorization: `Bearer ${key}` };
  const closed = new AbortController();
  let handlers: ChannelHandlers | null = null;
  let connection = Promise.withResolvers<string>();
  let attempt = 0;

  const readStream = async (): Promise<void> => {
    const response = await fetch("/api/stream", { headers, signal: closed.signal, cache: "no-store" });
    if (response.status === 401) {
      closed.abort();
      handlers?.lost("The service was started again. Open the address that it printed.");
      return;
    }
    const name = response.headers.get("x-tessera-connection");
    if (!response.ok || !response.body || name === null)
      throw new Error(`The service answered ${response.status}.`);
    connection.resolve(name);
    if (attempt > 0) handlers?.restored();
    attempt = 0;
    const reader = new FrameReader((bytes) => handlers?.message(serviceMessage.parse(decodeMessage(bytes))));
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
      const name = await connection.promise;
      const response = await fetch(`/api/send/${name}`, {
        method: "POST",
        headers,
        body: encodeMessage(message),
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
