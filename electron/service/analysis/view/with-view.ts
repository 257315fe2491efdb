import type { PairMethod } from "../../../contract/correlation.ts";
import type { ViewRequest } from "../../../contract/view.ts";
import type { CallContext } from "../../call-context.ts";
import type { SessionWork } from "../../engine/best-on-cpu.ts";
import type { ServiceContext } from "../../service-context.ts";
import { buildView } from "./build-view.ts";
import { forPairMethod } from "./for-pair-method.ts";
import type { OpenedView } from "./view-cache.ts";

/**
 * Opens the view of a dataset on the engine and runs `work` with it. Views are kept a while; a new version of the
 * dataset is a new view. `sessionWork` says what the session is for. The signal of the call that opens a view does not cancel others that wait for it.
 */
export async function withView<Result>(
  request: ViewRequest & { readonly pairMethod?: PairMethod },
  context: ServiceContext,
  call: CallContext,
  work: (opened: OpenedView) => Promise<Result>,
  sessionWork: SessionWork = "passes",
): Promise<Result> {
  const view = viewOf(request, context);
  const method = request.pairMethod ?? "pearson";
  const version = view.version ?? (await context.datasets.manifest(view.dataset)).version;
  call.signal.throwIfAborted();
  const open = async (): Promise<OpenedView> => {
    const dataset = await context.datasets.open(view.dataset, { from: view.from, to: view.to, version });
    const built = forPairMethod(buildView(dataset, view), method);
    const { correlationSource } = built;
    const session = await context.engine.open(built.matrix, {
      work: sessionWork,
      ...(correlationSource ? { correlationSource } : {}),
    });
    return { view: built, session };
  };
  return context.views.use(JSON.stringify({ ...view, version, method, sessionWork }), open, work);
}

/** The parts of a request that make the view, with the settings' ULTA where the request says nothing. */
function viewOf(request: ViewRequest, context: ServiceContext): ViewRequest {
  const { dataset, version, from, to, regimes, minConfidence, confidenceWeighted, transition, rows } =
    request;
  const inSettings = context.settings.get("analysis.ulta") ? "sum" : "off";
  return {
    dataset,
    version,
    from,
    to,
    regimes,
    minConfidence,
    confidenceWeighted,
    transition,
    rows,
    excludeConstant: request.excludeConstant ?? false,
    ulta: request.ulta ?? { kind: inSettings },
    ultaSkipsFirst: request.ultaSkipsFirst,
  };
}
