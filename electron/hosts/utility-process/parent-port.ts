import type { ProbeAnswer } from "../../service/engine/probe-answer.ts";

/** What is used of Electron's process.parentPort and its ports; stated here, because only main and preload may import electron. */
export interface ParentPort {
  postMessage(message: unknown): void;
  on(name: "message", listener: (event: ParentMessage) => void): void;
}

export interface ParentMessage {
  readonly data:
    | { readonly kind: "client" }
    | { readonly kind: "probed"; readonly library: string; readonly answer: ProbeAnswer };
  readonly ports: readonly ClientPort[];
}

export interface ClientPort {
  postMessage(message: unknown): void;
  on(name: "message", listener: (event: { data: unknown }) => void): void;
  on(name: "close", listener: () => void): void;
  start(): void;
}
