import { engineRegistrations } from "./engine/registrations.ts";
import type { Registration } from "./handler.ts";
import { samplingRegistrations } from "./sampling/registrations.ts";
import { settingsRegistrations } from "./settings/registrations.ts";

/** Every method of the product with its handler. Each folder of the service adds its own list. */
export const registrations: readonly Registration[] = [
  ...engineRegistrations,
  ...samplingRegistrations,
  ...settingsRegistrations,
];
