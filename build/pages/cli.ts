// Writes docs/cli.md from the commands' own help texts. npm run cli-page
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatCliPage } from "../../electron/hosts/cli/cli-page.ts";
import { commandList } from "../../electron/hosts/cli/command-list.ts";

writeFileSync(join(import.meta.dirname, "..", "..", "docs", "cli.md"), await formatCliPage(commandList));
