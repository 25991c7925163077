/** The packages of the release: each installs one static binary, which `npm run blobs` builds. */

/** A package and where its binary comes from. */
export interface Package {
  readonly name: string;
  /** The blob below blobs/, as config/blobs.yml names it. */
  readonly blob: string;
  /** The Go module below the repository's root that go.mod and go.sum of pin everything. */
  readonly module: string;
  /** The Go package of the program. */
  readonly program: string;
  /** Whether the program takes the release's version with -X main.version. */
  readonly versioned: boolean;
  readonly description: string;
}

/** The packages of the release; each unpacks one blob. */
export const packages: readonly Package[] = [
  {
    name: 'registry',
    blob: 'binaries/registry',
    module: 'src/registry',
    program: './cmd/registry',
    versioned: true,
    description: 'CNCF Distribution v3 with access by roles, live garbage collection and a strict configuration check.',
  },
  {
    name: 'registry-schema1',
    blob: 'binaries/registry-schema1',
    module: 'src/registry',
    program: './cmd/registry-schema1',
    versioned: true,
    description: 'docker/distribution v2.8.3 with access by roles, for Diegos that read only schema 1 manifests.',
  },
  {
    name: 'regctl',
    blob: 'binaries/regctl',
    module: 'src/regctl',
    program: 'github.com/regclient/regclient/cmd/regctl',
    versioned: false,
    description: "regclient's command line, a client of registries that needs no Docker daemon.",
  },
  {
    name: 'mirror-images',
    blob: 'binaries/mirror-images',
    module: 'src/mirror-images',
    program: './cmd/mirror-images',
    versioned: true,
    description: 'Copies images into the private registry, by the library of regclient.',
  },
];
