import type { Rule } from "../rule.ts";

/** Native code enters the process in one place, so that every fallback and every error has one reason. */
export const nativeModules: Rule = {
  name: "only service/engine loads a .node file",
  broken({ path, code }) {
    if (!/^(electron|renderer)\//.test(path) || path.startsWith("electron/service/engine/")) return [];
    return /process\.dlopen|["'`/]\w*\.node["'`]/.test(code) ? ["loads or names a .node file"] : [];
  },
};
