import { loadAddon } from "./load-addon.ts";
import { selfCheck } from "./self-check.ts";

/** Body of the probing process: argv[2] is the backend library; prints nothing, exits 0 or writes the reason. */
const library = process.argv[2];
try {
  if (!library) throw new Error("no backend library was named");
  await selfCheck(loadAddon(), library);
  process.exit(0);
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exit(3);
}
