import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { child } from "./child.mjs";

/** Debian's Python has the packages python3-numpy and python3-pandas; another one on the PATH need not. */
const program = "/usr/bin/python3";

export function pythonVersions() {
  const ask = (name) => {
    const { status, stdout } = spawnSync(program, ["-c", `import ${name}; print(${name}.__version__)`], {
      encoding: "utf8",
    });
    return status === 0 ? stdout.trim() : undefined;
  };
  return { numpy: ask("numpy"), pandas: ask("pandas") };
}

export function python(script, ...args) {
  return child(program, [join(import.meta.dirname, "..", "python", script), ...args.map(String)]);
}
