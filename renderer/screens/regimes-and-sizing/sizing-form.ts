import { z } from "zod";
import { sizingForm } from "../../../electron/contract/kelly.ts";
import type { InputOf } from "../../../electron/contract/method.ts";
import type { kellyAllocate } from "../../../electron/contract/methods/kelly.ts";
import type { SavedPortfolio } from "../../../electron/contract/portfolio.ts";
import { rememberedStore } from "../../state/store.ts";
import type { PanelProps } from "./panel-props.ts";

/** What is asked for on the screen; null = left to the settings and defaults. Shares are fractions. */
const schema = z.object({
  form: sizingForm,
  drawdown: z.number().nullable(),
  chance: z.number().nullable(),
  horizon: z.number().nullable(),
  edge: z.enum(["expected", "recorded"]),
  multiplier: z.number().nullable(),
  cap: z.number().nullable(),
  leverage: z.number().nullable(),
  lot: z.number().nullable(),
  confidence: z.boolean(),
});
export type SizingForm = z.infer<typeof schema>;

/** It survives leaving the screen and the window. */
export const sizingFormStore = rememberedStore<SizingForm>("sizing", schema, {
  form: "honest",
  drawdown: null,
  chance: null,
  horizon: null,
  edge: "expected",
  multiplier: null,
  cap: null,
  leverage: null,
  lot: null,
  confidence: false,
});

/** Most members that are sized at a time. */
export const mostSized = 1_000;

/** The same request as `tessera kelly` makes with the same options. */
export function sizingRequest(
  form: SizingForm,
  view: PanelProps["view"],
  { members, weights, expected }: Pick<SavedPortfolio, "members" | "weights" | "expected">,
  capital: number,
): InputOf<typeof kellyAllocate> {
  const { edge, confidence, form: how, ...numbers } = form;
  const given = Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== null));
  return {
    ...view,
    members,
    form: how,
    edge,
    confidence,
    capital,
    ...given,
    ...(weights ? { weights } : {}),
    ...(expected ? { expected } : {}),
  };
}
