/** Points of the convergence curve that native keeps; when it is full, every second one goes. */
const curvePoints = 256;
const head = 6;

/** A buffer for the `live` of a NativeSearchRequest. */
export function liveBuffer(): Float64Array {
  return new Float64Array(head + 2 * curvePoints);
}

/** The buffer's content by name, as of now. */
export function liveView(live: Float64Array) {
  const at = (slot: number) => live[slot] ?? 0;
  return {
    spent: at(0),
    best: at(1),
    generation: at(2),
    spread: at(3),
    seconds: at(4),
    curve: Array.from(live.subarray(head, head + 2 * at(5))),
  };
}
