import { EventEmitter } from "node:events";
import { toWire } from "./wire.js";

type Handler = (event: unknown, ...given: unknown[]) => unknown;

/** electron.ipcMain. */
export class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  /** What a page asked for, as text; an error keeps its message alone, as in Electron. */
  async asked(
    channel: string,
    event: unknown,
    given: readonly unknown[],
  ): Promise<{ value: string } | { error: string }> {
    const handler = this.#handlers.get(channel);
    if (!handler) return { error: `No handler registered for '${channel}'` };
    try {
      return { value: toWire(await handler(event, ...given)) };
    } catch (error) {
      return { error: String(error) };
    }
  }

  sent(channel: string, event: unknown, given: readonly unknown[]): void {
    this.emit(channel, event, ...given);
  }
}
