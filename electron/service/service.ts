import type { Transport } from "../contract/transport.ts";
import type { ServiceContext } from "./service-context.ts";

/** The product's brain in one process. A Transport itself, so that the CLI and tests call it directly. */
export interface Service extends Transport {
  readonly context: ServiceContext;
  /** Calls a method by its name with an unchecked request: the entry for messages from other processes. */
  callByName(name: string, request: unknown, options?: Parameters<Transport["call"]>[2]): Promise<unknown>;
  /** Names of all methods. */
  methods(): string[];
}
