import type { Registration } from "../handler.ts";
import { reportWriteHandler } from "./handlers/report.ts";

/** Methods that write reports for others. */
export const reportingRegistrations: readonly Registration[] = [reportWriteHandler];
