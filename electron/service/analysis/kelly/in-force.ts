import type { z } from "zod";
import type { KellyOptions, kellyOptions } from "../../../contract/kelly.ts";
import type { Settings } from "../../settings/settings.ts";

/** What a request says of Kelly, and the settings where it says nothing: the same for every host and every form. */
export function kellyInForce(
  asked: Omit<z.infer<typeof kellyOptions>, "form" | "capital">,
  settings: Settings,
): Omit<KellyOptions, "form"> {
  return {
    zeroDays: asked.zeroDays ?? settings.get("kelly.zero_days"),
    multiplier: asked.multiplier ?? settings.get("kelly.multiplier"),
    cap: asked.cap ?? settings.get("kelly.cap"),
    floor: asked.floor ?? settings.get("kelly.floor"),
    confidence: asked.confidence ?? settings.get("kelly.confidence"),
  };
}
