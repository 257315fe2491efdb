// What jobs.ts kills: takes jobs by messages (SERVICE) or works on the queue (WORKER), until it is killed.
//   node queue-child.ts HOME service|worker
import { serviceOn } from "./operations.ts";

const [home = "", role = ""] = process.argv.slice(2);
const service = serviceOn(home);
process.send?.("ready");
if (role === "service") {
  process.on("message", async (submission) => {
    process.send?.(await service.callByName("job.submit", submission));
  });
} else {
  const signal = new AbortController().signal;
  await service.context.jobs.work({ forever: true, signal, progress: () => undefined });
}
