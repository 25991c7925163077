/** How a stub is given to the generator that it is for, by version. */
import { asVersion } from '../../foundations/cf-release/released.js';
import { type GeneratorFile, letters, positions } from '../../foundations/diego-release/generator-files.js';
import type { Foundation } from '../../foundations/foundation.js';
import { factAt, factsAt } from '../../foundations/version-rows.js';
import { type StubName, stubs } from './table.js';

/** Which stubs a version of Diego takes: that of persistent disks only while no other has them. */
export function stubsFor({ version }: Foundation): StubName[] {
  const all = Object.keys(stubs) as StubName[];
  return all.filter((name) => name !== 'persistent-disks' || factAt(positions, version) !== undefined);
}

/** True for the stubs that say something of an IaaS. */
export function needsIaas(name: StubName): boolean {
  return name === 'iaas-settings' || name === 'persistent-disks';
}

/** Such as `-p of diego-release's scripts/generate-deployment-manifest`. */
export function useOf(name: StubName, { version, cfRelease = 'v234' }: Foundation): string {
  const stub = stubs[name];
  if (!('diego' in stub)) return `the last argument of cf-release's ${cfScript(cfRelease)}`;
  const position = factAt(positions, version)?.indexOf(stub.diego);
  const argument = position === undefined ? letterOf(stub.diego, version) : `argument ${position + 1}`;
  return `${argument} of diego-release's scripts/generate-deployment-manifest`;
}

/** The generator's command line with the stub in its place; `<file>` and `...` are what else it takes. */
export function commandWith(name: StubName, { version, cfRelease = 'v234' }: Foundation): string {
  const stub = stubs[name];
  if (!('diego' in stub)) return `${cfScript(cfRelease)} ... ${stub.file}`;
  const script = 'scripts/generate-deployment-manifest';
  const byPosition = factAt(positions, version);
  if (byPosition) {
    const files = byPosition.map((file) => (file === stub.diego ? stub.file : `<${file}>`));
    return `${script} ${files.join(' ')} <folder of cf.yml>`;
  }
  return `${script} ... ${letterOf(stub.diego, version)} ${stub.file}`;
}

function letterOf(wanted: GeneratorFile, version: string): string | undefined {
  return factsAt(letters, version).find(({ file }) => file === wanted)?.letter;
}

/** Source: cf-release v168 to v287, generate_deployment_manifest; below scripts/ from v217 on. */
function cfScript(cfRelease: string): string {
  return Number(asVersion(cfRelease).split('.')[0]) < 217
    ? 'generate_deployment_manifest'
    : 'scripts/generate_deployment_manifest';
}
