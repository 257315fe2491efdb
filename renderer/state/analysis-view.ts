import { z } from "zod";
import { viewRequest } from "../../electron/contract/view.ts";
import { rememberedStore } from "./remembered-store.ts";

const viewPart = viewRequest.omit({ dataset: true, version: true }).partial();
/** Which observations every screen works on, and how rows are formed. Set on "Regimes and sizing". */
export type AnalysisView = z.input<typeof viewPart>;

const schema = z.record(z.string(), viewPart);

/** The view of each dataset by its name; a dataset that is not there is looked at as it is. */
export const analysisViews = rememberedStore<z.output<typeof schema>>("views", schema, {});
