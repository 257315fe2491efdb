/** Points of the convergence curve that native keeps; when it is full, every second one goes. */
const curvePoints = 256;
const head = 9;

/** A buffer for the `live` of a NativeSearchRequest for portfolios of `size`. */
export function liveBuffer(size: number): Float64Array {
  return new Float64Array(head + size + 2 * curvePoints);
}

/** The buffer's content by name, as of now. */
export function liveView(live: Float64Array) {
  const at = (slot: number) => live[slot] ?? 0;
  const curve = live.length - 2 * curvePoints;
  const turn = at(8);
  const members = Array.from(live.subarray(head, curve));
  return {
    spent: at(0),
    best: at(1),
    generation: at(2),
    spread: at(3),
    seconds: at(4),
    evaluations: at(6),
    screened: at(7),
    /** Of the best so far; null before there is one, and while native changes them. */
    members: turn > 0 && turn % 2 === 0 && at(8) === turn ? members : null,
    curve: Array.from(live.subarray(curve, curve + 2 * at(5))),
  };
}
