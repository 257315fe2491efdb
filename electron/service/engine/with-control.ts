import type { CallContext } from "../context.ts";
import { type NativeControl, newControl } from "./addon/addon.ts";
import { nativeProblem } from "./native-problem.ts";

const pollMilliseconds = 100;

/**
 * Runs native work under a tsr_control: the call's abort signal sets `cancel`, and its progress is polled while
 * the work goes on. `total` here and in native is in units of the operation.
 */
export async function withControl<T>(
  work: (control: NativeControl) => Promise<T>,
  call?: CallContext,
  stage?: string,
): Promise<T> {
  const control = newControl();
  const cancel = (): void => {
    control[0] = 1;
  };
  if (call?.signal.aborted) cancel();
  call?.signal.addEventListener("abort", cancel);
  const timer =
    call && stage
      ? setInterval(() => {
          const fraction = fractionOf(control);
          call.progress(fraction === undefined ? { stage } : { stage, fraction });
        }, pollMilliseconds)
      : undefined;
  try {
    return await work(control);
  } catch (error) {
    throw nativeProblem(error);
  } finally {
    clearInterval(timer);
    call?.signal.removeEventListener("abort", cancel);
  }
}

/** Reads `done` and `total` of a tsr_control, as fractions 0..1 or undefined while the total is unknown. */
function fractionOf(control: NativeControl): number | undefined {
  const counts = new BigInt64Array(control.buffer, control.byteOffset + 8, 2);
  const total = Number(counts[1]);
  return total > 0 ? Math.min(1, Number(counts[0]) / total) : undefined;
}
