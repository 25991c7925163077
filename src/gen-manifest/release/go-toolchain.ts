/** The Go toolchain: one version for everything that is committed by its digest, since each compiles differently. */
import semver from 'semver';
import { GenManifestError } from '../errors.js';
import { runTool, type Workshop } from './run-tool.js';

/** Any Go from here on fetches and runs the pinned version by itself. */
const oldest = '1.25.0';
/** What the digests in config/blobs.yml were built with. */
export const pinnedGo = '1.26.8';

/** Where to get Go, for every message that needs it. */
export const howToGetGo = `Install Go ${oldest} or newer from https://go.dev/dl/ and put it on the PATH`;

/** The environment of every build: nothing that the machine or the user has set changes what comes out. */
export const goEnvironment: Readonly<Record<string, string>> = {
  GOTOOLCHAIN: `go${pinnedGo}`,
  GOFLAGS: '-mod=readonly',
  GOWORK: 'off',
  GO111MODULE: 'on',
  GOFIPS140: 'off',
  GOEXPERIMENT: '',
  CGO_ENABLED: '0',
};

/** Throws a finding where Go is missing or too old. */
export async function requireGo(workshop: Workshop): Promise<void> {
  const text = await runTool(workshop, {
    command: ['go', 'version'],
    folder: workshop.root,
    environment: { GOTOOLCHAIN: 'local' },
    hint: `${howToGetGo}.`,
  });
  const found = semver.coerce(/go(\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1]);
  if (found && semver.gte(found, oldest)) return;
  const message = `go is ${found?.version ?? text.trim()}, which is too old`;
  throw new GenManifestError([{ code: 'tool-failed', severity: 'error', message, hint: `${howToGetGo}.` }]);
}
