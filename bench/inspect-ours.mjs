// Inspection of a file in a process of its own: seconds of the call.
import { fileInspect } from "../electron/contract/methods/file.ts";
import { service, timed } from "./lib/service.mjs";

const [file, home] = process.argv.slice(2);
const tessera = service(home);
const { seconds, value } = await timed(() => tessera.call(fileInspect, { file }));
if (!value.understanding) throw new Error(value.problem?.message);
console.log(JSON.stringify({ seconds }));
