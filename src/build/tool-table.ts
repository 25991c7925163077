/** The tools that development and tests need, at pinned versions; all of them are Go programs. */
import { boshVersion } from '../gen-manifest/release/find-bosh.js';

/** A tool in .tools/bin. */
export interface Tool {
  readonly name: string;
  readonly module: string;
  /** The program within the module, `` where it is the module itself. */
  readonly program: string;
  readonly version: string;
  /** What the linker must set. */
  readonly linker?: string;
  /** What it is for, in words. */
  readonly purpose: string;
}

export const tools: readonly Tool[] = [
  {
    name: 'regctl',
    module: 'github.com/regclient/regclient',
    program: '/cmd/regctl',
    version: 'v0.11.5',
    purpose: 'a client of registries',
  },
  {
    name: 'conformance',
    module: 'github.com/opencontainers/distribution-spec/conformance',
    program: '',
    version: 'v0.0.0-20260831232431-97274622c111',
    purpose: "OCI's conformance suite for registries",
  },
  {
    name: 'versitygw',
    module: 'github.com/versity/versitygw',
    program: '/cmd/versitygw',
    version: 'v1.8.0',
    purpose: 'an S3 server',
  },
  {
    name: 'distribution',
    module: 'github.com/distribution/distribution/v3',
    program: '/cmd/registry',
    version: 'v3.1.1',
    linker: '-X github.com/distribution/distribution/v3/version.version=v3.1.1',
    purpose: 'what npm run bench:registry compares with',
  },
  {
    name: 'bosh',
    module: 'github.com/cloudfoundry/bosh-cli/v7',
    program: '',
    version: `v${boshVersion}`,
    // `go install` names no version; the CLI would call itself a development build.
    linker: `-X github.com/cloudfoundry/bosh-cli/v7/cmd.VersionLabel=${boshVersion}`,
    purpose: 'packs the release',
  },
];
