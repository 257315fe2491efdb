import type { ClientMessage, ServiceMessage } from "../../electron/contract/transport.ts";

/** A two-way line of contract messages to the service, whatever carries them. */
export interface Channel {
  /** Rejects when the message could not be handed over. */
  send(message: ClientMessage): Promise<void>;
  /** Set once, before the first message. */
  listen(handlers: ChannelHandlers): void;
  close(): void;
}

export interface ChannelHandlers {
  message(message: ServiceMessage): void;
  /** The line is gone; what was running is lost. `restored` follows when it is back. */
  lost(reason: string): void;
  restored(): void;
}
