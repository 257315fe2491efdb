import type { CallContext } from "../context.ts";
import type { TesseraAddon } from "./addon/addon.ts";
import type { SessionHandle } from "./addon/backend.ts";
import type {
  JudgementHandle,
  NativeBelieved,
  NativeBelieveRequest,
  NativeChoice,
  NativeChoiceRequest,
  NativeJudgement,
  NativeJudgeRequest,
  NativeMeasured,
  NativeMeasureRequest,
  NativePathRequest,
  NativePaths,
  NativeUniverse,
  NativeUniverseRequest,
} from "./addon/believable.ts";
import { loadAddon } from "./load-addon.ts";
import { withControl } from "./with-control.ts";

/**
 * The believable Sharpe ratio of a session's rows, and what is chosen by it. A judgement is closed with its session, or before.
 */
export interface Judgements {
  judge(request: NativeJudgeRequest, call?: CallContext): Promise<NativeJudgement>;
  /** Of any size, as often as wanted; size after size is cheap, for the judgement is the dear part. */
  choose(judgement: JudgementHandle, request: NativeChoiceRequest, call?: CallContext): Promise<NativeChoice>;
  /** Kept with the judgement: `believe` answers M from then on. */
  measure(
    judgement: JudgementHandle,
    request: NativeMeasureRequest,
    call?: CallContext,
  ): Promise<NativeMeasured>;
  believe(judgement: JudgementHandle, request: NativeBelieveRequest): Promise<NativeBelieved>;
  close(judgement: JudgementHandle): void;
}

/** Those of one session, with the means to close them all. */
export interface OwnJudgements extends Judgements {
  closeAll(): void;
}

export function judgementsOf(addon: TesseraAddon, session: SessionHandle): OwnJudgements {
  const open = new Set<JudgementHandle>();
  return {
    async judge(request, call) {
      const judgement = await withControl(
        (control) => addon.judge(session, request, control),
        call,
        "Judging strategies",
      );
      open.add(judgement.handle);
      return judgement;
    },
    choose: (judgement, request, call) =>
      withControl(
        (control) => addon.chooseBelieved(judgement, request, control),
        call,
        "Choosing strategies",
      ),
    measure: (judgement, request, call) =>
      withControl(
        (control) => addon.measureJudgement(judgement, request, control),
        call,
        "Measuring the error of figures",
      ),
    believe: (judgement, request) => withControl(() => addon.believe(judgement, request)),
    close(judgement) {
      open.delete(judgement);
      addon.closeJudgement(judgement);
    },
    closeAll() {
      for (const judgement of open) addon.closeJudgement(judgement);
      open.clear();
    },
  };
}

/** Paths of a portfolio's next rows, and the size that keeps a limit on them. */
export function drawPaths(request: NativePathRequest, call?: CallContext): Promise<NativePaths> {
  return withControl((control) => loadAddon().pathDrawdowns(request, control), call, "Drawing paths");
}

/** What the test of the universe is worked out from. */
export function universeStatistics(
  request: NativeUniverseRequest,
  stage: string,
  call?: CallContext,
): Promise<NativeUniverse> {
  return withControl((control) => loadAddon().universeStatistics(request, control), call, stage);
}
