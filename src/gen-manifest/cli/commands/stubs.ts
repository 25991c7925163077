/** `gen-manifest stubs`: stubs for people who keep upstream's generators. */
import { exitCodes, type Finding } from '../../errors.js';
import { type Foundation, foundationText } from '../../foundations/foundation.js';
import { needsIaas, stubsFor } from '../../plan/stubs/stub-use.js';
import { type StubName, stubs } from '../../plan/stubs/table.js';
import { describeReasons } from '../../render/reasons.js';
import { stubText } from '../documents/stubs.js';
import { madeBy } from '../made-by.js';
import { prepare, reported } from '../prepare.js';
import { refuseInputs } from '../refuse-inputs.js';
import { type Command, fail } from '../run.js';
import { headerLines } from '../stub-header.js';
import { unsetNote } from '../unset-note.js';

export const command: Command = async (args, io, argv) => {
  const only = args.given.only?.[0] as StubName | undefined;
  const prepared = await prepare(args, {
    iaas: only === undefined || needsIaas(only),
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
  refuseInputs(folder, files, prepared.loaded);
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
