import { z } from "zod";
import { rememberedStore } from "./remembered-store.ts";

/** Name of the dataset that is worked on, null before one was opened. */
export const currentDataset = rememberedStore<string | null>("dataset", z.string().nullable(), null);
