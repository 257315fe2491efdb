import { kellyFractions } from "../../../contract/methods/kelly.ts";
import { register } from "../../handler.ts";
import { strategyKelly } from "../kelly/forms.ts";
import { winProbability } from "../kelly/fraction.ts";
import { kellyInForce } from "../kelly/in-force.ts";
import { capitalOf, meanConfidence } from "../kelly/position.ts";
import { cellQualityOf } from "../view/cell-quality.ts";
import { membersOrAll, namesOf } from "../view/members.ts";
import { withMembers } from "../view/with-members.ts";

/** Strategies between two looks at the signal. */
const batch = 2000;

/** kelly.fractions */
export const kellyFractionsHandler = register(kellyFractions, (request, context, call) =>
  withMembers(request, request.strategies, context, call, async ({ view }) => {
    const members = membersOrAll(view, request.strategies);
    const declared = request.capital ?? context.settings.get("analysis.capital");
    const capital = capitalOf(declared, view.observations, request.form);
    const options = { form: request.form, ...kellyInForce(request, context.settings) };
    const confidence = options.confidence ? meanConfidence(view.observations) : 1;
    const column = () => new Float64Array(members.length);
    const out = {
      raw: column(),
      fraction: column(),
      winProbability: column(),
      meanWin: column(),
      meanLoss: column(),
    };
    const pnl = new Float64Array(view.matrix.observations);
    const returns = new Float64Array(view.matrix.observations);
    for (let k = 0; k < members.length; k += 1) {
      if (k % batch === 0) {
        call.progress({ stage: "Sizing strategies", fraction: k / members.length });
        await new Promise(setImmediate);
        call.signal.throwIfAborted();
      }
      view.matrix.rows.forEach((row, t) => {
        pnl[t] = row[members[k] as number] as number;
        returns[t] = (pnl[t] as number) / (capital[t] as number);
      });
      const { facts, raw, fraction } = strategyKelly(pnl, returns, view.observations, options, confidence);
      out.raw[k] = raw;
      out.fraction[k] = fraction;
      out.winProbability[k] = winProbability(facts, options.zeroDays);
      out.meanWin[k] = facts.meanWin;
      out.meanLoss[k] = facts.meanLoss;
    }
    return {
      strategies: namesOf(view, members),
      ...out,
      confidence,
      cells: cellQualityOf(view, members),
    };
  }),
);
