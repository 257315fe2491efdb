import { sampleWrite } from "../../../contract/methods/sample.ts";
import { refuseFile } from "../../disk/durable.ts";
import { register } from "../../handler.ts";

/** sample.write. What makes the sample is loaded when one is asked for. */
export const sampleWriteHandler = register(sampleWrite, async ({ replace, ...request }, _context, call) => {
  if (!replace) await refuseFile(request.file, "Choose another name, or have it replaced.");
  const { writeSample } = await import("../write-sample.ts");
  return writeSample(request, call);
});
