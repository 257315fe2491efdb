import { searchReplay } from "../../../contract/methods/search.ts";
import { Problem } from "../../../contract/problem.ts";
import { searchCapsule } from "../../../contract/search-result.ts";
import type { DefineCommand } from "../command-entry.ts";
import { readJsonFile } from "../read-json-file.ts";

/** tessera replay CAPSULE: ends with 1 when the search comes to something else. */
export const defineReplay: DefineCommand = (command, session) => {
  command.argument("<capsule.json>", "capsule.json of a result folder").action(async (file: string) => {
    const capsule = await readJsonFile(file, searchCapsule, "capsule");
    const answer = await session.call(searchReplay, { capsule });
    await session.print(answer, ({ matches, differences }) =>
      matches ? "The search came to the same portfolios." : differences.join("\n"),
    );
    if (!answer.matches) throw new Problem("bad-input", "The search came to other portfolios.", { file });
  });
};
