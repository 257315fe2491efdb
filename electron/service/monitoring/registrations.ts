import type { Registration } from "../handler.ts";
import { monitorDoctorHandler, monitorRunsHandler } from "./handlers/monitor.ts";

/** Methods about runs and the installation. */
export const monitoringRegistrations: readonly Registration[] = [monitorRunsHandler, monitorDoctorHandler];
