#!/usr/bin/env node
// Stands in for fpm, whose download electron-builder would need: the options that electron-builder gives, over dpkg-deb and
// rpmbuild.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Options that have no value of their own. */
const flags = new Set(["--force", "--debug"]);

function parse(args) {
  const options = { contents: [], depends: [], recommends: [], directories: [] };
  for (let at = 0; at < args.length; at++) {
    const name = args[at];
    if (flags.has(name)) continue;
    if (!name.startsWith("-")) {
      const [from, to] = name.split("=");
      options.contents.push({ from, to });
      continue;
    }
    const [key, inline] = name.split(/=(.*)/s);
    const value = inline ?? args[++at];
    if (key === "-d" || key === "--depends") options.depends.push(value);
    else if (key === "--directories") options.directories.push(value);
    else if (key === "--deb-recommends") options.recommends.push(value);
    else options[key.replace(/^-+/, "")] = value;
  }
  return options;
}

function run(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program}: ${error?.message ?? `${stdout}${stderr}`}`);
}

const sizeOf = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

/** A field's text on lines that go on: each begins with a space, empty ones are a point. */
const folded = (text) =>
  text
    .split("\n")
    .map((line) => ` ${line.trim() || "."}`)
    .join("\n");

function writeDeb(options, stage) {
  const control = join(stage, "DEBIAN");
  mkdirSync(control);
  const fields = {
    Package: options.name,
    Version: options.version,
    Architecture: options.architecture,
    Maintainer: options.maintainer,
    Section: options.category ?? "default",
    Priority: options["deb-priority"] ?? "optional",
    "Installed-Size": Math.ceil(sizeOf(stage) / 1024),
    Depends: options.depends.join(", "),
    Recommends: options.recommends.join(", "),
    Homepage: options.url,
  };
  const lines = Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}: ${value}`);
  writeFileSync(
    join(control, "control"),
    `${lines.join("\n")}\nDescription:${folded(options.description)}\n`,
  );
  for (const [option, name] of [
    ["after-install", "postinst"],
    ["after-remove", "postrm"],
  ])
    if (options[option]) writeFileSync(join(control, name), readFileSync(options[option]), { mode: 0o755 });
  run("dpkg-deb", ["--root-owner-group", "-Zxz", "--build", stage, options.package]);
}

function writeRpm(options, stage, work) {
  const files = readdirSync(stage, { withFileTypes: true, recursive: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name).slice(stage.length);
    if (!entry.isDirectory()) return [`"${path}"`];
    const isOwn = options.directories.some((folder) => `${path}/`.startsWith(`${folder}/`));
    return isOwn ? [`%dir "${path}"`] : [];
  });
  const script = (option) => (options[option] ? readFileSync(options[option], "utf8") : "");
  const spec = join(work, "package.spec");
  const arch = { amd64: "x86_64", arm64: "aarch64" }[options.architecture] ?? options.architecture;
  writeFileSync(
    spec,
    `${[
      `Name: ${options.name}`,
      `Version: ${(options.version).replaceAll("-", "_")}`,
      "Release: 1",
      `Summary: ${options["rpm-summary"] ?? options.name}`,
      `License: ${options.license ?? "unknown"}`,
      `URL: ${options.url}`,
      "AutoReqProv: no",
      ...options.depends.map((name) => `Requires: ${name}`),
      "%define __os_install_post %{nil}",
      "%define _build_id_links none",
      "%description",
      options.description,
      "%post",
      script("after-install"),
      "%postun",
      script("after-remove"),
      "%files",
      ...files,
    ].join("\n")}\n`,
  );
  const output = join(work, "rpms");
  const defines = ["--define", `_rpmdir ${output}`, "--define", `_topdir ${work}/top`];
  run("rpmbuild", ["-bb", "--quiet", "--target", arch, "--buildroot", stage, ...defines, spec]);
  const made = readdirSync(output, { recursive: true }).find((name) => String(name).endsWith(".rpm"));
  cpSync(join(output, String(made)), options.package);
}

const options = parse(process.argv.slice(2));
const work = mkdtempSync(join(tmpdir(), "tessera-fpm-"));
try {
  const stage = join(work, "stage");
  for (const { from, to } of options.contents) {
    const target = join(stage, to);
    mkdirSync(from.endsWith("/") ? target : dirname(target), { recursive: true });
    cpSync(from, target, { recursive: true, verbatimSymlinks: true });
  }
  if (options.t === "deb") writeDeb(options, stage);
  else if (options.t === "rpm") writeRpm(options, stage, work);
  else throw new Error(`no package of kind ${options.t} is made here`);
} catch (error) {
  console.error(`fpm: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
