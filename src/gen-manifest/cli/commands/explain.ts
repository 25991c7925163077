/** `gen-manifest explain PATH`: what a setting or property means, where it ends up, and what set it. */
import type { EnvironmentName } from '../../environments/table.js';
import { exitCodes } from '../../errors.js';
import { assumedFoundation, foundationText, isAssumed } from '../../foundations/foundation.js';
import { CurrentInputs, type CurrentValue, type SetBy } from '../../plan/explain/current-value.js';
import { explain } from '../../plan/explain/explain.js';
import type { Explanation } from '../../plan/explain/explanation.js';
import { type Current, explanationText } from '../../render/explanation.js';
import { shownValue } from '../../render/shown-value.js';
import { locate } from '../../settings/locate.js';
import type { Arguments } from '../arguments.js';
import { optionsFor, shortFormOf } from '../options-for-setting.js';
import { prepare, type Prepared, reported } from '../prepare.js';
import { type Command, fail } from '../run.js';

export const command: Command = async (args, io) => {
  const prepared = await prepare(args, { iaas: false });
  if (!(await reported(prepared, io))) return exitCodes.wrongInput;
  const { loaded, deployment } = prepared;
  const path = args.operands[0] ?? '';
  const inputs = new CurrentInputs(loaded, deployment, {
    cf: args.given.cf?.[0],
    iaas: loaded.sections.iaas_settings?.source.file,
  });
  const explanation = await explain(path, {
    environment: deployment.environment as EnvironmentName | undefined,
    manifest: () => inputs.manifest(),
    ofIaas: deployment.iaas !== undefined,
    iaasStub: loaded.sections.iaas_settings !== undefined,
  });
  if (explanation.kind === 'unknown') {
    const { nearestPaths } = await import('../../settings/nearest-paths.js');
    const message = `there is no setting and no property ${path}`;
    return fail([{ code: 'unknown-key', severity: 'error', message, hint: nearestPaths(path, explanation.paths) }], io);
  }
  if (explanation.kind === 'property' && loaded.settings.find('foundation') && !isAssumed(deployment.foundation)) {
    io.stderr(`note: as the manifest of ${foundationText(assumedFoundation)} has it\n`);
  }
  const current = await currentOf(explanation, { inputs, args, prepared });
  io.stdout(explanationText(explanation, { current, options: optionsFor }));
  return exitCodes.done;
};

/** What was read for this run. */
interface Run {
  readonly inputs: CurrentInputs;
  readonly args: Arguments;
  readonly prepared: Prepared;
}

/** What the inputs make of it, in words; for a setting only where inputs are given. */
async function currentOf(explanation: Explanation, { inputs, args, prepared }: Run): Promise<Current | undefined> {
  if (explanation.kind === 'group') return undefined;
  const at = (by: SetBy): string => placeText(by, args, prepared);
  if (explanation.kind === 'property') {
    const { value, setBy } = inputs.property(explanation, await inputs.manifest());
    const one = explanation.sources.length === 1;
    return { value, setBy: setBy.map((each) => (one ? at(each.at) : `${at(each.at)} (${each.source})`)), winsOver: [] };
  }
  const given = Object.keys(args.given).length > 0;
  return given ? inWords(inputs.input(explanation), at) : undefined;
}

function inWords({ value, setBy }: CurrentValue, at: (by: SetBy) => string): Current {
  const [winner, ...others] = setBy;
  const byDefault = value === undefined ? [] : ['nothing, this is the default'];
  return {
    value,
    setBy: winner ? [at(winner.at)] : byDefault,
    winsOver: others.map((each) => `${at(each.at)}, ${shownValue(each.value)[0]}`),
  };
}

function placeText(by: SetBy, { given }: Arguments, { loaded }: Prepared): string {
  if (by.kind === 'option') return shortFormOf(by.setting, given) ?? '--set';
  const source = loaded.sources.find(({ file }) => file === by.file);
  const { line, column } = source ? locate(source, by.path) : {};
  return line === undefined ? by.file : `${by.file}:${line}:${column}`;
}
