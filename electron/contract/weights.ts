import { z } from "zod";

/** One weight per member, in the members' order; left out = equal weights, 1/n each (the replaced system's mean). */
export const weights = z.array(z.number().nonnegative()).optional();
