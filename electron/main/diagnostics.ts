import { arch, cpus, freemem, homedir, release, totalmem } from "node:os";

export interface Facts {
  readonly version: string;
  readonly home: string;
  readonly log: string;
}

/**
 * A text for whoever is asked for help: versions, machine, the end of the log. The user's home folder is written as ~ and
 * everything that looks like a figure of a table (a number with a decimal point) as #, so that no data value and no user name
 * leaves with it.
 */
export function diagnosticsText({ version, home, log }: Facts): string {
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  const { electron = "none", chrome = "none", node } = process.versions;
  const lines = [
    `Tessera ${version}`,
    `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
    `System ${process.platform} ${release()} ${arch()}`,
    `Processor ${cpus()[0]?.model ?? "unknown"}, ${cpus().length} threads`,
    `Memory ${megabytes(totalmem())}, free ${megabytes(freemem())}`,
    `Data root ${home}`,
    "",
    "The end of the log:",
    log,
  ];
  return `${lines.join("\n")}\n`.replaceAll(homedir(), "~").replaceAll(/(?<![\w.])-?\d+\.\d+(?![\w.])/g, "#");
}
