import { randomBytes } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { decodeMessage, encodeMessage } from "../../contract/messages/codec.ts";
import { frameLength } from "../../contract/messages/frames.ts";
import { packMeanwhile, SentLists } from "../../contract/messages/text-lists.ts";
import type { Service } from "../../service/service.ts";
import { type ClientSession, openClientSession } from "../client-session.ts";
import { type Exchange, readBody, sendJson } from "./http.ts";

const SIGN_OF_LIFE_MS = 15_000;
/** A client that reads slower than we write loses progress messages first; results always arrive. */
const BACKLOG_BYTES = 8 * 2 ** 20;
/** What a page says as it goes may come after its line has ended. */
const LAST_WORDS_MS = 2_000;
const MESSAGE_LIMIT_BYTES = 64 * 2 ** 20;

/**
 * Connections of windows. Messages to a window travel in one endless response of frames, messages from it in short POSTs: two
 * HTTP connections per window whatever the number of running calls, with the key in a header and no further library.
 */
export interface Connections {
  /** GET /api/stream: opens a connection; its name is in the X-Tessera-Connection header. Lives until either side closes. */
  open(exchange: Exchange): void;
  /** POST /api/send/NAME: one message of the contract. */
  receive(exchange: Exchange, name: string): Promise<void>;
  closeAll(): void;
}

/** Its length and the message, which is not copied for it. */
function writeFrame(response: Exchange["response"], message: Uint8Array): void {
  response.cork();
  response.write(frameLength(message));
  response.write(message);
  response.uncork();
}

export function createConnections(
  service: Pick<Service, "callByName" | "subscribe">,
  guard: (method: string, request: unknown) => unknown,
): Connections {
  const sessions = new Map<string, { session: ClientSession; end: () => void }>();
  return {
    open({ response }) {
      const name = randomBytes(18).toString("base64url");
      response.writeHead(200, {
        "Content-Type": "application/octet-stream",
        "Cache-Control": "no-store",
        "X-Tessera-Connection": name,
      });
      response.flushHeaders();
      const lists = new SentLists();
      const session = openClientSession({
        service,
        guard,
        prepare: (result) => packMeanwhile(result, setImmediate),
        send(message) {
          if (message.kind === "progress" && response.writableLength > BACKLOG_BYTES) return;
          writeFrame(response, encodeMessage(message, lists));
        },
      });
      const pulse = setInterval(() => response.write(frameLength(new Uint8Array())), SIGN_OF_LIFE_MS);
      sessions.set(name, { session, end: () => response.destroy() });
      response.on("close", () => {
        clearInterval(pulse);
        session.close();
        setTimeout(() => sessions.delete(name), LAST_WORDS_MS).unref();
      });
    },
    async receive({ request, response }, name) {
      const found = sessions.get(name);
      if (!found)
        return sendJson(response, 404, { code: "not-found", message: "This connection is closed." });
      const body = await readBody(request, MESSAGE_LIMIT_BYTES);
      if (body === null) {
        response.setHeader("Connection", "close");
        return sendJson(response, 413, { code: "bad-request", message: "The message is too large." });
      }
      try {
        found.session.receive(decodeMessage(body));
        response.writeHead(204).end();
      } catch {
        sendJson(response, 400, { code: "bad-request", message: "The message is damaged." });
      }
    },
    closeAll() {
      for (const { end } of sessions.values()) end();
    },
  };
}
