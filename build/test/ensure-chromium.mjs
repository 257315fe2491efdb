import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const names = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A Chromium for the end-to-end tests, or undefined. Installed from Debian when this is Debian and we are root. */
export function ensureChromium() {
  const find = () =>
    [process.env.TESSERA_CHROMIUM, ...names].filter(Boolean).find((file) => existsSync(file));
  const found = find();
  if (found) return found;
  const canInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (canInstall) {
    console.log("test: installing chromium from Debian for the end-to-end tests");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update", "-q"], { stdio: "ignore", env });
    const packages = ["install", "-y", "-q", "--no-install-recommends", "chromium"];
    spawnSync("apt-get", packages, { stdio: ["ignore", "ignore", "inherit"], env });
  }
  return find();
}
