import { decodeMessage, encodeMessage } from "../../electron/contract/messages/codec.ts";
import { FrameReader } from "../../electron/contract/messages/frames.ts";
import { Problem } from "../../electron/contract/problem.ts";
import { type ServiceMessage, serviceMessage } from "../../electron/contract/transport.ts";

/** A window as the host sees one: it signs in once, has one endless response, and sends its calls as short requests. */
export interface Window {
  /** Throws Problem. */
  call(method: string, request: object): Promise<unknown>;
  /** A call that must be refused. */
  refused(method: string, request: object): Promise<void>;
  /** Path of the file on the host's side. */
  upload(name: string, content: Uint8Array<ArrayBuffer>): Promise<string>;
  close(): void;
}

export async function openWindow(address: string): Promise<Window> {
  const { origin, hash } = new URL(address);
  const token = new URLSearchParams(hash.slice(1)).get("token");
  const ask = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
    fetch(`${origin}${path}`, { method: "POST", body, headers: { Origin: origin, ...headers } });
  const { key } = (await (await ask("/api/session", JSON.stringify({ token }), {})).json()) as {
    key: string;
  };
  const headers = { Authorization: `Bearer ${key}` };
  const closed = new AbortController();
  const response = await fetch(`${origin}/api/stream`, { headers, signal: closed.signal });
  const name = response.headers.get("x-tessera-connection");
  const waiting = new Map<number, (message: ServiceMessage) => void>();
  const reader = new FrameReader((bytes) => {
    const message = serviceMessage.parse(decodeMessage(bytes));
    if (message.kind === "result" || message.kind === "problem") waiting.get(message.id)?.(message);
  });
  const follow = async () => {
    for await (const chunk of response.body ?? []) reader.push(chunk);
  };
  follow().catch(() => undefined);
  let calls = 0;
  const answerTo = async (method: string, request: object): Promise<ServiceMessage> => {
    const id = ++calls;
    const answer = Promise.withResolvers<ServiceMessage>();
    waiting.set(id, answer.resolve);
    const message = encodeMessage({ kind: "call", id, method, request });
    const { status } = await ask(`/api/send/${name}`, message, headers);
    if (status !== 204) throw new Error(`${method} was answered ${status}`);
    const said = await answer.promise;
    waiting.delete(id);
    return said;
  };
  return {
    async call(method, request) {
      const said = await answerTo(method, request);
      if (said.kind === "problem") throw Problem.from(said.problem);
      return said.kind === "result" ? said.result : undefined;
    },
    async refused(method, request) {
      if ((await answerTo(method, request)).kind !== "problem") throw new Error(`${method} was not refused`);
    },
    async upload(file, content) {
      const answer = await ask(`/api/upload?name=${file}`, content, headers);
      if (!answer.ok) throw new Error(`the upload of ${file} was answered ${answer.status}`);
      return ((await answer.json()) as { path: string }).path;
    },
    close: () => closed.abort(),
  };
}
