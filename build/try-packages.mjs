// Installs each package in a clean Debian 12, runs its service through a job there, removes it again, and looks for what it
// left.
//   npm run packages-test [-- deb rpm tar.gz exe | FILE...]
// Of a kind that is named a package is made around a stand-in for Electron, so the service runs in the Node that the product is
// tested with. Needs root and debootstrap, which fetches the system from TESSERA_DEBIAN_MIRROR (its own choice without); it is
// kept packed in .cache for the next time. "exe" is a setup for Windows, made and tried where clang, MinGW, makensis and wine
// are.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { lackingForSetup, tryWindowsSetup } from "./package/try-windows-setup.mjs";
import { unpackArchive } from "./package/unpack-archive.ts";

const project = join(import.meta.dirname, "..");
const work = mkdtempSync(join(tmpdir(), "tessera-packages-"));
const root = join(work, "root");
const packed = join(project, ".cache", "debian-12.tar");
const here = (...parts) => join(root, ...parts);

function run(program, ...args) {
  const options = { encoding: "utf8", maxBuffer: 1e8, env: { ...process.env, LC_ALL: "C" } };
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (status !== 0)
    throw new Error(`${program} ${args.join(" ")}: ${error?.message ?? `${stdout}${stderr}`.slice(-2000)}`);
  return stdout.trim();
}

/** A command in the clean system. Its /proc is gone with it. */
const inside = (command) =>
  run(
    ...["unshare", "--mount", "sh", "-c"],
    'mount -t proc proc "$0/proc" && exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive HOME=/root chroot "$0" sh -c "$1"',
    ...[root, command],
  );

function makeRoot() {
  if (!existsSync(packed)) {
    const mirror = process.env.TESSERA_DEBIAN_MIRROR;
    run("debootstrap", "--variant=minbase", "bookworm", root, ...(mirror ? [mirror] : []));
    mkdirSync(join(project, ".cache"), { recursive: true });
    run("tar", "-C", root, "-cf", packed, ".");
  } else {
    mkdirSync(root);
    run("tar", "-C", root, "-xpf", packed);
  }
  for (const name of ["resolv.conf", "hosts"])
    cpSync(join("/etc", name), here("etc", name), { dereference: true });
  // Daemons of packages are not started in a system that does not run.
  writeFileSync(here("usr", "sbin", "policy-rc.d"), "#!/bin/sh\nexit 101\n", { mode: 0o755 });
}

const ending = /\.(deb|rpm|tar\.gz)$/;

/** Packages around a stand-in for Electron, of these kinds. */
function ownPackages(kinds) {
  run(process.execPath, join(project, "build", "installers.mjs"), "--stand-in", ...kinds);
  const folder = join(project, "out", "installers");
  const names = readdirSync(folder).filter((name) => ending.test(name));
  if (names.length !== kinds.length)
    throw new Error(`of ${kinds.join(", ")} only ${names.join(", ")} was made`);
  return names.map((name) => join(folder, name));
}

const apt = (...words) => inside(`apt-get --yes --no-install-recommends ${words.join(" ")}`);
const registered = () =>
  `${inside("command -v tessera")} -> ${inside('readlink -f "$(command -v tessera)"')}, in the menu ${inside("grep -h -E '^(Exec|MimeType)=' /usr/share/applications/tessera.desktop | tr '\\n' ' '")}`;

/**
 * How a package of each kind comes into the system and leaves it. `prepare`: what has to be there first, so that what is left
 * afterwards is the package's own.
 */
const kinds = {
  deb: {
    prepare: (file) => apt("install", ...run("dpkg-deb", "--field", file, "Depends").split(", ")),
    install: (file) => apt("install", file),
    verify: () => inside("dpkg --verify tessera"),
    says: registered,
    remove: () => apt("purge", "tessera"),
  },
  // Its dependencies have the names of Fedora's packages, which are not looked for here.
  rpm: {
    prepare: () => apt("install", "rpm", "desktop-file-utils", "hicolor-icon-theme", "shared-mime-info"),
    install: (file) => inside(`rpm --install --nodeps ${file}`),
    verify: () => inside("rpm --verify --nodeps tessera"),
    // The old package is erased after the new one is there, and must not take that one's own away.
    again: (file) => inside(`rpm --reinstall --nodeps ${file}`),
    says: registered,
    remove: () => inside("rpm --erase tessera"),
  },
  "tar.gz": {
    prepare: () => {},
    install: (file) => inside(`mkdir /opt/Tessera && tar -C /opt/Tessera --strip-components=1 -xzf ${file}`),
    verify: () => {},
    says: () => inside("/opt/Tessera/tessera"),
    remove: () => inside("rm -r /opt/Tessera"),
  },
};

/** Every file of the system but those that apt, dpkg and rpm keep about packages. */
const files = () =>
  new Set(
    inside("find / -xdev -path /proc -prune -o -path /srv -prune -o -print")
      .split("\n")
      .filter((path) => !/^\/(tmp|root\/\.rpmdb|var\/(lib\/(dpkg|apt)|cache|log))(\/|$)/.test(path)),
  );

/** The service of what is installed does a whole job, as a user of this system. */
function tryService() {
  const app = here("srv", "app.asar");
  unpackArchive(here("opt", "Tessera", "resources", "app.asar"), app);
  for (const [from, to] of [
    [process.execPath, "node"],
    [join(import.meta.dirname, "package", "drive-service.mjs"), "drive.mjs"],
  ])
    cpSync(from, here("srv", to));
  inside("ln -s /opt/Tessera/resources/app.asar.unpacked /srv/app.asar.unpacked");
  inside("useradd --create-home --home-dir /srv/analyst analyst");
  inside("cd /srv/analyst && exec su analyst -c '/srv/node /srv/drive.mjs /srv/app.asar /srv/analyst/data'");
  inside("rm -r /srv/app.asar /srv/app.asar.unpacked /srv/node /srv/drive.mjs");
}

function tryPackage(file) {
  const kind = kinds[ending.exec(file)?.[1]];
  if (!kind) throw new Error(`${file} is no deb, rpm or tar.gz`);
  rmSync(root, { recursive: true, force: true });
  makeRoot();
  const packaged = `/srv/${basename(file)}`;
  cpSync(file, here(packaged));
  inside("apt-get update");
  apt("install", "passwd");
  kind.prepare(file);
  // Files that the first user of a system brings, copies of the lists of users among them.
  inside("useradd --create-home before && userdel --remove before");
  const before = files();
  kind.install(packaged);
  const added = [...files()].filter((path) => !before.has(path));
  console.log(`${basename(file)}: installed, ${added.length} paths; ${kind.says()}`);
  kind.verify();
  if (kind.again) {
    kind.again(packaged);
    console.log(`  installed again over itself: ${kind.says()}`);
  }
  const lacking = inside(
    "find /opt/Tessera -name '*.so' -o -name '*.node' | xargs ldd | grep 'not found' || true",
  );
  if (lacking !== "") throw new Error(`libraries are lacking: ${lacking}`);
  tryService();
  console.log(
    "  its service: sample, import, search with pictures, a job of the queue, as a user without rights",
  );
  kind.remove();
  const now = files();
  const left = [...now].filter((path) => !before.has(path));
  // dpkg takes a folder away with the last package in it.
  const lost = [...before].filter((path) => !now.has(path) && path !== "/opt");
  const kept = inside("ls /srv/analyst/data | tr '\\n' ' '");
  console.log(
    `  removed: ${left.length} paths left, ${lost.length} lost; the user's data root is whole: ${kept}`,
  );
  if (left.length + lost.length > 0)
    throw new Error(`not as before: ${[...left, ...lost].slice(0, 20).join(" ")}`);
}

try {
  const asked = process.argv.slice(2);
  const wanted = asked.length > 0 ? asked : [...Object.keys(kinds), "exe"];
  const given = wanted.filter((one) => one !== "exe" && !Object.hasOwn(kinds, one));
  const named = wanted.filter((one) => Object.hasOwn(kinds, one));
  const own = named.length > 0 ? ownPackages(named) : [];
  for (const file of [...given, ...own]) tryPackage(file);
  if (wanted.includes("exe")) {
    const lacking = lackingForSetup();
    if (lacking && asked.length > 0) throw new Error(lacking);
    if (lacking) console.log(`Tessera-setup.exe: not tried, ${lacking}`);
    else tryWindowsSetup(work);
  }
  console.log("packages: passed");
} catch (error) {
  console.error(`packages: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
