/** The part of the package that a file (its path in the archive) is counted to: a package, a library, a bundle. */
export function packagePart(path: string): string {
  const names = path.split("/");
  if (names[0] === "node_modules") return names.slice(0, names[1]?.startsWith("@") ? 3 : 2).join("/");
  if (path.startsWith("dist/native/")) return path;
  return names[0] === "dist" ? names.slice(0, 2).join("/") : (names[0] ?? path);
}
