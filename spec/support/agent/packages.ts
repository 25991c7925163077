/** Compiles packages as a compilation VM does, and puts them on machines. */
import { closeSync, copyFileSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { Machine } from './machine/machine.js';
import type { Release, ReleasePackage } from './release.js';

const compiling = new WeakMap<Release, Promise<void>>();

/** Runs every package's `packaging`, once for each release. */
export async function compilePackages(release: Release): Promise<void> {
  const started = compiling.get(release) ?? compileAll(release);
  compiling.set(release, started);
  await started;
}

const compiledArchive = (release: Release, { name }: ReleasePackage): string => join(release.compiled, `${name}.tar`);

async function compileAll(release: Release): Promise<void> {
  for (const one of release.packages) {
    const machine = await Machine.boot({ name: `compile-${one.name}` });
    try {
      await installPackages(machine, release, one.dependencies);
      await compile(machine, one, compiledArchive(release, one));
    } finally {
      await machine.remove();
    }
  }
}

/** As the agent does: bosh-agent, agent/compiler/concrete_compiler.go and compiler_unix.go. */
async function compile(machine: Machine, one: ReleasePackage, archive: string): Promise<void> {
  const source = `/var/vcap/data/compile/${one.name}`;
  const target = `/var/vcap/packages/${one.name}`;
  await makePackageFolder(machine, one);
  await unpack(machine, one.archive, source, '-xzf');
  await machine.run(['bash', '-c', 'cd "$0" && exec bash -x packaging', source], {
    env: {
      BOSH_COMPILE_TARGET: source,
      BOSH_INSTALL_TARGET: target,
      BOSH_PACKAGE_NAME: one.name,
      BOSH_PACKAGE_VERSION: one.version,
    },
  });
  const inside = '/var/vcap/data/tmp/compiled.tar';
  await machine.run(['tar', '-cf', inside, '-C', `${target}/.`, '.']);
  copyFileSync(machine.outside(inside), archive);
}

const installFolder = ({ name, version }: ReleasePackage): string => `/var/vcap/data/packages/${name}/${version}`;

async function makePackageFolder(machine: Machine, one: ReleasePackage): Promise<void> {
  const script = 'mkdir -p "$0" && chown root:vcap "$0" "$(dirname "$0")" && ln -sfn "$0" "$1"';
  await machine.run(['bash', '-c', script, installFolder(one), `/var/vcap/packages/${one.name}`]);
}

async function unpack(machine: Machine, archive: string, folder: string, how: '-xf' | '-xzf'): Promise<void> {
  const stdin = openSync(archive, 'r');
  try {
    const script = 'mkdir -p "$0" && exec tar --no-same-owner "$1" - -C "$0"';
    await machine.run(['bash', '-c', script, folder, how], { stdin });
  } finally {
    closeSync(stdin);
  }
}

/** Puts compiled packages, and those that they depend on, on a machine, below /var/vcap/packages. */
export async function installPackages(machine: Machine, release: Release, names: readonly string[]): Promise<void> {
  for (const one of release.packages.filter(({ name }) => names.includes(name))) {
    await installPackages(machine, release, one.dependencies);
    if (existsSync(machine.outside(installFolder(one)))) continue;
    await makePackageFolder(machine, one);
    await unpack(machine, compiledArchive(release, one), installFolder(one), '-xf');
  }
}
