import type { Registration } from "../handler.ts";
import {
  engineMonitorHandler,
  enginePlanHandler,
  enginePrepareHandler,
  engineReportHandler,
  engineSelfTestHandler,
} from "./handlers/engine.ts";

/** Methods of the engine. */
export const engineRegistrations: readonly Registration[] = [
  engineReportHandler,
  engineMonitorHandler,
  enginePlanHandler,
  enginePrepareHandler,
  engineSelfTestHandler,
];
