/** What NEXT-STEPS.md says of one foundation: names, files, addresses and commands, for its template. */
import type { Service } from '../../model/registry/release-deployment.js';

/** A file that was written with it. */
export interface WrittenFile {
  readonly name: string;
  readonly what: string;
  /** The command that makes it again. */
  readonly madeBy: string;
}

/** An address that cells and staging containers must reach. */
export interface Hop {
  readonly what: string;
  /** `host:port`, for headings. */
  readonly address: string;
  /** The call that a cell makes, within double quotes of a shell. */
  readonly curl: string;
  /** An image there that nobody has pushed. */
  readonly image: string;
  /** Whether Diego finds it by consul instead. */
  readonly consul: boolean;
}

/** What is the same on every foundation. */
export interface CommonSteps {
  readonly foundation: string;
  readonly files: readonly WrittenFile[];
  /** The variables that the operator must give values. */
  readonly variables: readonly string[];
  readonly securityGroup: { readonly name: string; readonly commands: readonly string[] };
  readonly services: readonly Hop[];
  /** How an image is pulled from the private registry; false where there is none. */
  readonly pull: PulledImage | false;
}

/** An image in the private registry. */
export interface PulledImage {
  readonly server: string;
  readonly image: string;
  /** Whether the manifest makes the user admin. */
  readonly admin: boolean;
  /** What else a push with a user needs. */
  readonly more: string;
}

/** The steps on cf-deployment. */
export interface TodaysSteps extends CommonSteps {
  readonly stemcell: string;
  readonly cloud: {
    /** The director's own is known, and lacks nothing. */
    readonly nothing: boolean;
    /** It is known, and the file is what it lacks. */
    readonly addition: boolean;
    /** The command that makes the addition where it is not known. */
    readonly command: string;
    readonly vars: string;
  };
  readonly registry: { readonly vars: string; readonly smokeTests: boolean };
  readonly runtimeConfig: { readonly osConf: string } | false;
  readonly cf: {
    readonly deployment: string;
    readonly nothing: boolean;
    readonly command: string;
    readonly undo: string;
  };
  /** Instance groups of cells. */
  readonly cells: readonly string[];
}

/** The steps on diego-release. */
export interface DiegoSteps extends CommonSteps {
  readonly cfRelease: string;
  readonly registry: { readonly deployment: string; readonly vars: string; readonly smokeTests: boolean };
  /** Diego's own manifest; false where only stubs are made. */
  readonly diego: { readonly deployment: string; readonly vars: string } | false;
  readonly cellDeployment: string;
  /** A job of cells that has instances. */
  readonly cell: string;
}

/** The option that gives a document's variables values; empty where it has none. */
export function varsOption(variables: readonly string[]): string {
  return variables.length === 0 ? '' : ' -l vars.yml';
}

/** A text with variables as a shell reads it: their values are taken from `vars.yml`. */
export function inShell(text: string): string {
  return text.replace(/\(\(!?([-/.\w]+)\)\)/g, (_variable, name: string) => `$(bosh int vars.yml --path /${name})`);
}

/** The hop to one address; how it is reached is how Diego is wired. */
export function hop(
  what: string,
  address: string,
  { tls, checked, consul }: { readonly tls: boolean; readonly checked: boolean; readonly consul: boolean },
): Hop {
  const url = `${tls ? 'https' : 'http'}://${inShell(address)}/v2/`;
  const unchecked = tls && !checked ? '-k ' : '';
  return {
    what,
    address,
    consul,
    curl: String.raw`curl -sS ${unchecked}-o /dev/null -w '%{http_code}\n' ${url}`,
    image: `${inShell(address)}/no-such-image:1`,
  };
}

/** An image to push and pull; with users of the operator's own, nobody here knows who may. */
export function pulledImage(registry: Service | undefined, server: string, more: string): PulledImage | false {
  if (!registry) return false;
  const { given } = registry;
  const admin = given.orDefault('auth.type') === 'users' && !given.find('users');
  return { server: inShell(server), image: `${inShell(server)}/check/nginx:1.27`, admin, more };
}
