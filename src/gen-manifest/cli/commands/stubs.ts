/** `gen-manifest stubs`: stubs for people who keep upstream's generators. */
import { resolve as absolute } from 'node:path';
import { exitCodes, type Finding, GenManifestError } from '../../errors.js';
import { type Foundation, foundationText } from '../../foundations/foundation.js';
import type { NotedIaas } from '../../model/deployment.js';
import { planCfProperties } from '../../plan/stubs/cf-properties.js';
import { planIaasSettings, planPersistentDisks } from '../../plan/stubs/iaas-settings.js';
import { planPropertyOverrideEdits, planPropertyOverrides } from '../../plan/stubs/property-overrides.js';
import { stubsFor } from '../../plan/stubs/stub-use.js';
import { type StubName, stubs } from '../../plan/stubs/table.js';
import { describeReasons } from '../../render/reasons.js';
import { type Describe, renderYaml } from '../../render/yaml.js';
import { madeBy, withoutHeader } from '../made-by.js';
import { prepare, type Prepared, reported } from '../prepare.js';
import { type Command, fail } from '../run.js';
import { headerLines, stubOpening } from '../stub-header.js';
import { unsetNote } from '../unset-note.js';

export const command: Command = async (args, io, argv) => {
  const only = args.given.only?.[0] as StubName | undefined;
  const prepared = await prepare(args, {
    iaas: only === undefined || only.startsWith('iaas') || only === 'persistent-disks',
  });
  if (!(await reported(prepared, io))) return exitCodes.wrongInput;
  const { foundation } = prepared.deployment;
  const taken = stubsFor(foundation);
  if (only !== undefined && !taken.includes(only)) return fail([notTaken(only, foundation)], io);
  const names = only === undefined ? taken : [only];
  const describe = describeReasons(prepared.loaded.sources);
  const made = madeBy(argv);
  const folder = args.given.out?.[0];
  const others = folder === undefined ? names : [];
  const texts = await Promise.all(names.map((name) => stubText(name, others, prepared, describe)));
  io.stderr(unsetNote(`\n---\n${texts.join('')}`, prepared.loaded));
  if (folder === undefined) {
    const header = headerLines(names, foundation, made);
    io.stdout(header + texts.map((text) => text.replace(/^---\n/, '')).join(''));
    return exitCodes.done;
  }
  const files = names.map((name, index) => ({
    name: stubs[name].file,
    text: headerLines([name], foundation, made) + texts[index],
  }));
  refuseInputs(folder, files, prepared);
  const { writeFiles } = await import('../../output/files.js');
  for (const path of await writeFiles(folder, files)) io.stderr(`note: wrote ${path}\n`);
  return exitCodes.done;
};

function notTaken(name: StubName, foundation: Foundation): Finding {
  return {
    code: 'usage',
    severity: 'error',
    message: `${foundationText(foundation)} takes no stub of ${stubs[name].section}`,
    hint: 'from v0.1445.0 on the iaas-settings stub has the persistent disks: --only iaas-settings',
  };
}

/** The text of one stub; `others` are printed into the same document. */
async function stubText(
  name: StubName,
  others: readonly StubName[],
  { deployment, loaded }: Prepared,
  describe: Describe,
): Promise<string> {
  switch (name) {
    case 'cf-properties':
      return renderYaml(planCfProperties(deployment), describe);
    case 'iaas-settings':
      return renderYaml(planIaasSettings(deployment.notedIaas as NotedIaas, deployment.foundation.version), describe);
    case 'persistent-disks':
      return renderYaml(
        planPersistentDisks(deployment.notedIaas as NotedIaas, deployment.foundation.version),
        describe,
      );
    case 'property-overrides': {
      const own = loaded.sections.property_overrides;
      if (!own) return renderYaml(planPropertyOverrides(deployment), describe);
      const { editYaml } = await import('../../render/edited-yaml.js');
      const taken = others.filter((other) => other !== name).map((other) => stubs[other].section);
      const edits = [
        ...taken.map((section) => ({ path: [section], remove: true as const })),
        ...planPropertyOverrideEdits(deployment),
      ];
      return editYaml(withoutHeader(own.source.text, stubOpening), edits, describe);
    }
  }
}

/** An input is never written over: the operator's own file stays what it was. */
function refuseInputs(folder: string, files: readonly { name: string }[], { loaded }: Prepared): void {
  const inputs = new Set(loaded.sources.map(({ file }) => absolute(file)));
  const findings = files
    .filter(({ name }) => inputs.has(absolute(folder, name)))
    .map(({ name }): Finding => ({
      code: 'usage',
      severity: 'error',
      message: `${folder}/${name} is an input of this command, it would be written over`,
      hint: 'give --out another folder',
    }));
  if (findings.length > 0) throw new GenManifestError(findings);
}
