import { reportFormatOf, reportWrite } from "../../../contract/methods/report.ts";
import { Problem } from "../../../contract/problem.ts";
import { stopIfCancelled } from "../../context.ts";
import { keepDurably } from "../../disk/durable.ts";
import { register } from "../../handler.ts";

/** report.write. What draws is loaded when a report is asked for. */
export const reportWriteHandler = register(reportWrite, async (request, context, call) => {
  const { file, sections, logo } = request;
  const began = performance.now();
  const format = reportFormatOf(file);
  if (!format)
    throw new Problem("bad-request", `${file} ends in neither .html nor .pdf.`, {
      remedy: "The ending says what the report is written as.",
    });
  const { gatherFacts } = await import("../gather.ts");
  const { reportPage } = await import("../page.ts");
  const { printInBrowser } = await import("../print-pdf.ts");
  const known = await gatherFacts(request, context, call);
  stopIfCancelled(call);
  call.progress({ stage: "Drawing the charts", fraction: 0.7 });
  const page = await reportPage(known, sections, logo);
  stopIfCancelled(call);
  let content: string | Uint8Array = page.html;
  if (format === "pdf") {
    call.progress({ stage: "Making the PDF", fraction: 0.85 });
    const print = context.printPdf ?? printInBrowser;
    content = await print(page.html, call.signal);
  }
  await keepDurably(file, content);
  return {
    file,
    bytes: Buffer.byteLength(content),
    sections: page.sections,
    seconds: (performance.now() - began) / 1000,
  };
});
