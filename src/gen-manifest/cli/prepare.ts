/** What every command that reads settings does first: load, validate, resolve, check. */
import { type ExitCode, type Finding, hasErrors } from '../errors.js';
import type { Needs } from '../model/checks/check.js';
import { checkDeployment } from '../model/checks/table.js';
import type { Deployment } from '../model/deployment.js';
import { resolve } from '../model/resolve.js';
import { load, type Loaded } from '../settings/load.js';
import type { Arguments } from './arguments.js';
import { assumedFor, assumedNote, foundationFindings } from './foundation-of-command.js';
import { inputsOf } from './inputs.js';
import type { Io } from '../io.js';
import { unusedInputs } from './unused-inputs.js';

/** What a command works with: the inputs, the deployment that they describe, and what is wrong with them. */
export interface Prepared {
  readonly loaded: Loaded;
  readonly deployment: Deployment;
  readonly findings: readonly Finding[];
  /** False where what names or tells the foundation is wrong, or cannot be read: the deployment's is a guess then. */
  readonly foundationKnown: boolean;
}

/** Loads and resolves the inputs of `args`; all findings of all stages are in the result. */
export async function prepare(args: Arguments, needs: Needs): Promise<Prepared> {
  const inputs = inputsOf(args);
  const loaded = await load(inputs);
  const findings: Finding[] = [...loaded.findings];
  const deployment = await resolve(loaded, findings, assumedFor(args.command));
  const unread = deployment.foundationAssumed && inputs.base !== undefined && !loaded.base;
  const wrong = findings.some(({ code, severity }) => code === 'unknown-foundation' && severity === 'error');
  const foundationKnown = !unread && !wrong;
  const by = loaded.settings.find('foundation');
  const named = foundationKnown
    ? foundationFindings(args.command, deployment.foundation, { by, checkout: loaded.checkout })
    : [];
  // On a foundation that the command is not for, what else is wrong is said by the command that is.
  if (named.length > 0) return { loaded, deployment, findings: [...loaded.findings, ...named], foundationKnown };
  // A file that cannot be read, or not as a whole, could have named it.
  if (!hasErrors(loaded.findings)) findings.push(...assumedNote(args.command, deployment));
  if (foundationKnown) findings.push(...unusedInputs(args, deployment.foundation));
  const stubsAreRead = foundationKnown && deployment.foundation.name === 'diego-release';
  const needed = stubsAreRead ? needs : { ...needs, overrides: false };
  findings.push(...(await checkDeployment(loaded, deployment, needed)));
  if (stubsAreRead) return { loaded, deployment, findings, foundationKnown };
  // What they must and may hold differs from version to version, and is of no meaning on cf-deployment.
  return { loaded, deployment, findings: findings.filter(({ code }) => code !== 'unread-override'), foundationKnown };
}

/** Writes the findings to stderr; true where the command may go on. */
export async function reported({ findings, loaded }: Pick<Prepared, 'findings' | 'loaded'>, io: Io): Promise<boolean> {
  if (findings.length > 0) {
    const { report } = await import('./report.js');
    io.stderr(report(findings, loaded.sources));
  }
  return !hasErrors(findings);
}

export type { ExitCode };
