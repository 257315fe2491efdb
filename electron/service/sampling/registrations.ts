import { sampleWrite } from "../../contract/methods/sample.ts";
import { type Registration, register } from "../handler.ts";

/** Methods of the sample generator. */
export const samplingRegistrations: readonly Registration[] = [
  register(sampleWrite, async (request, _context, call) => {
    const { writeSample } = await import("./write-sample.ts");
    return writeSample(request, call);
  }),
];
