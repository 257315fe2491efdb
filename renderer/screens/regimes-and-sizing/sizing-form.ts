import { z } from "zod";
import { kellyEdge, sizingForm } from "../../../electron/contract/kelly.ts";
import type { InputOf } from "../../../electron/contract/method.ts";
import type { kellyAllocate } from "../../../electron/contract/methods/kelly.ts";
import type { SavedPortfolio } from "../../../electron/contract/portfolio.ts";
import { datasetStore } from "../../state/by-dataset.ts";
import type { PanelProps } from "./panel-props.ts";

/** What is asked for on the screen; null = left to the settings and defaults. Shares are fractions. */
const schema = z.object({
  form: sizingForm.nullable(),
  drawdown: z.number().nullable(),
  chance: z.number().nullable(),
  horizon: z.number().nullable(),
  edge: kellyEdge.nullable(),
  multiplier: z.number().nullable(),
  cap: z.number().nullable(),
  leverage: z.number().nullable(),
  lot: z.number().nullable(),
  confidence: z.boolean().nullable(),
});
export type SizingForm = z.infer<typeof schema>;

/** What nobody touched. */
export const untouchedSizing: SizingForm = {
  form: null,
  drawdown: null,
  chance: null,
  horizon: null,
  edge: null,
  multiplier: null,
  cap: null,
  leverage: null,
  lot: null,
  confidence: null,
};

export const sizingForms = datasetStore("sizing", schema, untouchedSizing);

/** Most members that are sized at a time. */
export const mostSized = 1_000;

/** The same request as `tessera kelly` makes with the same options. */
export function sizingRequest(
  form: SizingForm,
  view: PanelProps["view"],
  { members, weights, expected }: Pick<SavedPortfolio, "members" | "weights" | "expected">,
  capital: number,
): InputOf<typeof kellyAllocate> {
  const given = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== null));
  return {
    ...view,
    members,
    capital,
    ...given,
    ...(weights ? { weights } : {}),
    ...(expected ? { expected } : {}),
  };
}
