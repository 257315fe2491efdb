import { z } from "zod";
import { rememberedStore } from "./remembered-store.ts";

const schema = z.record(z.string(), z.array(z.string()));

/** Strategies chosen by hand, by dataset: what the checkboxes mark and the portfolio screen opens. */
export const draftPortfolios = rememberedStore<Record<string, string[]>>("drafts", schema, {});
