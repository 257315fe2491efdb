import { z } from "zod";

/** What a probe of one backend library found out. A crash of the probing process is an answer too. */
export const probeAnswer = z.discriminatedUnion("works", [
  z.object({ works: z.literal(true), seconds: z.number() }),
  z.object({ works: z.literal(false), reason: z.string() }),
]);
export type ProbeAnswer = z.infer<typeof probeAnswer>;

/** Tries a backend library where a crash does no harm: a child process, or a utility process in the desktop. */
export type Prober = (libraryPath: string) => Promise<ProbeAnswer>;
