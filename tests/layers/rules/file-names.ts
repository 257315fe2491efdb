import { posix } from "node:path";
import type { Rule } from "../rule.ts";

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec|d|config|[a-z]+\.config))?\.(ts|mjs|js|css)$/;
/** A component is PascalCase; a module that only holds JSX, such as a list of columns, is named as any other. */
const component = /^([A-Z][A-Za-z0-9]*|[a-z0-9]+(-[a-z0-9]+)*)(\.test)?\.tsx$/;
const snake = /^[a-z0-9]+(_[a-z0-9]+)*\.(c|h|hpp|cpp|cu|cuh)$/;

/** kebab-case for TypeScript, PascalCase for components, snake_case for C, C++ and CUDA. */
export const fileNames: Rule = {
  name: "files are named by their language",
  broken({ path }) {
    const name = posix.basename(path);
    if (/\.tsx$/.test(name)) return component.test(name) ? [] : ["is neither PascalCase nor kebab-case"];
    if (/\.(ts|mjs|js|css)$/.test(name)) return kebab.test(name) ? [] : ["is not kebab-case"];
    if (/\.(c|h|hpp|cpp|cu|cuh)$/.test(name)) return snake.test(name) ? [] : ["is not snake_case"];
    return [];
  },
};
