import { z } from "zod";

/** Schemas of typed arrays in results; transports carry them as bytes. */
export const arrays = {
  float64: z.custom<Float64Array>((value) => value instanceof Float64Array, "must be a Float64Array"),
  float32: z.custom<Float32Array>((value) => value instanceof Float32Array, "must be a Float32Array"),
  uint8: z.custom<Uint8Array>((value) => value instanceof Uint8Array, "must be a Uint8Array"),
  uint32: z.custom<Uint32Array>((value) => value instanceof Uint32Array, "must be a Uint32Array"),
} as const;
