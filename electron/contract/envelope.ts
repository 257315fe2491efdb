import { z } from "zod";
import { problemReport } from "./problem.ts";
import { progress } from "./progress.ts";
import { serviceEventKinds } from "./transport.ts";

/** Messages from a client to the service. Cancellation is a message; a client that goes away cancels all its calls. */
export const clientMessage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("call"), id: z.number().int(), method: z.string(), request: z.unknown() }),
  z.object({ kind: z.literal("cancel"), id: z.number().int() }),
]);
export type ClientMessage = z.infer<typeof clientMessage>;

/** Messages from the service to a client. Errors are values. */
export const serviceMessage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("progress"), id: z.number().int(), progress }),
  z.object({ kind: z.literal("result"), id: z.number().int(), result: z.unknown() }),
  z.object({ kind: z.literal("problem"), id: z.number().int(), problem: problemReport }),
  z.object({
    kind: z.literal("event"),
    event: z.object({ kind: z.enum(serviceEventKinds) }),
  }),
]);
export type ServiceMessage = z.infer<typeof serviceMessage>;
