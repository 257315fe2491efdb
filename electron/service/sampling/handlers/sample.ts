import { sampleWrite } from "../../../contract/methods/sample.ts";
import { register } from "../../handler.ts";

/** sample.write. What makes the sample is loaded when one is asked for. */
export const sampleWriteHandler = register(sampleWrite, async (request, _context, call) => {
  const { writeSample } = await import("../write-sample.ts");
  return writeSample(request, call);
});
