/**
 * Where a file of the packaged desktop lies for code that is not Electron's: a library that the system's loader opens or
 * a font that native code reads is kept beside the archive (forge.config.ts, asar.unpack). Other paths stay.
 */
export function outsideArchive(path: string): string {
  return path.replace(/([\\/])app\.asar(?=[\\/])/, "$1app.asar.unpacked");
}
