import { posix } from "node:path";
import type { SourceFile } from "../source-file.ts";

const isPage = ({ path }: SourceFile) => path.endsWith(".md") && !path.startsWith("tests/golden/");
const link = /\]\(([^)\s]+)\)/g;
/** A path of at least two folders and a file of code: shorter ones are often a place of the user's. */
const namedFile = /`([\w.-]+(?:\/[\w.-]+){2,}\.(?:tsx?|mjs|js|h|cpp|cuh?|c|sh|py))`/g;

/** What is no text is not among the files. */
const notText = /\.png$|(^|\/)LICENSE$/;

/** The anchor that a heading of Markdown has. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}_\- ]/gu, "")
    .replaceAll(" ", "-");

/** Links and files that the pages name and that are not there; the page is followed by what it says. */
export function deadLinks(files: readonly SourceFile[]): string[] {
  const paths = files.map(({ path }) => path);
  const there = new Set(
    paths.flatMap((path) => path.split("/").map((_, at, all) => all.slice(0, at + 1).join("/"))),
  );
  const pages = files.filter(isPage);
  const anchors = new Map(
    pages.map(({ path, text }) => [
      path,
      new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading))),
    ]),
  );
  const isDead = (page: string, target: string): boolean => {
    if (/^[a-z]+:/.test(target) || notText.test(target)) return false;
    const [path = "", anchor] = target.split("#");
    const to = path ? posix.join(posix.dirname(page), path).replace(/\/$/, "") : page;
    return !there.has(to) || (anchor !== undefined && anchors.has(to) && !anchors.get(to)?.has(anchor));
  };
  return pages.flatMap(({ path, text }) => [
    ...[...text.matchAll(link)].flatMap(([, to = ""]) =>
      isDead(path, to) ? [`${path} links to ${to}`] : [],
    ),
    ...[...text.matchAll(namedFile)].flatMap(([, file = ""]) =>
      there.has(posix.join(posix.dirname(path), file)) || paths.some((one) => `/${one}`.endsWith(`/${file}`))
        ? []
        : [`${path} names ${file}`],
    ),
  ]);
}
