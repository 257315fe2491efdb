import { analysisRegistrations } from "./analysis/registrations.ts";
import { clusterRegistrations } from "./cluster/registrations.ts";
import { datasetRegistrations } from "./datasets/registrations.ts";
import { engineRegistrations } from "./engine/registrations.ts";
import { exportingRegistrations } from "./exporting/registrations.ts";
import type { Registration } from "./handler.ts";
import { importingRegistrations } from "./importing/registrations.ts";
import { jobRegistrations } from "./jobs/registrations.ts";
import { keptSearchRegistrations } from "./kept-searches/registrations.ts";
import { monitoringRegistrations } from "./monitoring/registrations.ts";
import { portfolioRegistrations } from "./portfolios/registrations.ts";
import { reportingRegistrations } from "./reporting/registrations.ts";
import { samplingRegistrations } from "./sampling/registrations.ts";
import { searchRegistrations } from "./search/registrations.ts";
import { settingsRegistrations } from "./settings/registrations.ts";
import { sizingRegistrations } from "./sizing/registrations.ts";
import { verdictRegistrations } from "./verdict/registrations.ts";
import { viewRegistrations } from "./views/registrations.ts";
import { zoningRegistrations } from "./zoning/registrations.ts";

/** Every method of the product with its handler. Each folder of the service adds its own list. */
export const registrations: readonly Registration[] = [
  ...analysisRegistrations,
  ...clusterRegistrations,
  ...datasetRegistrations,
  ...engineRegistrations,
  ...exportingRegistrations,
  ...importingRegistrations,
  ...jobRegistrations,
  ...keptSearchRegistrations,
  ...monitoringRegistrations,
  ...portfolioRegistrations,
  ...reportingRegistrations,
  ...samplingRegistrations,
  ...searchRegistrations,
  ...settingsRegistrations,
  ...sizingRegistrations,
  ...verdictRegistrations,
  ...viewRegistrations,
  ...zoningRegistrations,
];
