import type { Registration } from "../handler.ts";
import { sampleDatasetHandler, sampleWriteHandler } from "./handlers/sample.ts";

/** Methods of the sample generator. */
export const samplingRegistrations: readonly Registration[] = [sampleWriteHandler, sampleDatasetHandler];
