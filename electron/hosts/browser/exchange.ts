import type { IncomingMessage, ServerResponse } from "node:http";

/** One HTTP request with its answer, as the routes of the browser host take it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Path and query; the host part means nothing. */
  readonly url: URL;
}
