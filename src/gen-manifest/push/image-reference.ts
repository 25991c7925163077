/**
 * Image references, by the grammar that Docker, Distribution and Diego share.
 *
 * Sources: github.com/distribution/reference v0.6.0, regexp.go (the grammar) and normalize.go (what a name
 * without a registry means). Cloud Controller takes no scheme: cloud_controller_ng, lib/utils/uri_utils.rb.
 */

/** A reference in its parts; `domain` and `path` are normalized, so that `ubuntu` is docker.io and library/ubuntu. */
export interface ImageReference {
  /** The registry, `host[:port]`. */
  readonly domain: string;
  readonly path: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** What is wrong with a reference, and what to write instead. */
export interface ReferenceProblem {
  readonly problem: string;
  readonly hint: string;
}

/** The name that Docker Hub has in normalized references; its registry answers at registry-1.docker.io. */
export const dockerHub = 'docker.io';

const form = 'write [HOST[:PORT]/]PATH[:TAG][@DIGEST], for example org/private:1.0';

const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domainForm = new RegExp(`^(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const pathForm = new RegExp(`^${component}(?:/${component})*$`);
const tagForm = /^\w[\w.-]{0,127}$/;
const digestForm = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
/** Digits of the digests that registries use; of others only the least length is known. */
const digestLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };
/** RepositoryNameTotalLengthMax of reference.go: the characters that the path may have. */
const longestPath = 255;

/** The parts of `text`, or what is wrong with it. */
export function parseImageReference(text: string): ImageReference | ReferenceProblem {
  const early = formProblem(text);
  if (early) return early;
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const named = at < 0 ? text : text.slice(0, at);
  const { domain, rest } = splitDomain(named);
  const colon = rest.indexOf(':');
  const tag = colon < 0 ? undefined : rest.slice(colon + 1);
  const path = colon < 0 ? rest : rest.slice(0, colon);
  const reference = {
    domain,
    path: domain === dockerHub && !path.includes('/') ? `library/${path}` : path,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
  return partProblem(reference) ?? reference;
}

/** True for what parseImageReference gives for a malformed reference. */
export function isReferenceProblem(parsed: ImageReference | ReferenceProblem): parsed is ReferenceProblem {
  return 'problem' in parsed;
}

/**
 * The reference as a text. Docker Hub's name is left out: Diego's builder knows the registry of docker.io by no
 * other name. A tag beside a digest is left out too, as by ParseDockerRef of normalize.go: the digest decides,
 * and old builders split at the last colon.
 */
export function referenceText({ domain, path, tag, digest }: ImageReference): string {
  const name = domain === dockerHub ? path.replace(/^library\/(?=[^/]+$)/, '') : `${domain}/${path}`;
  if (digest !== undefined) return `${name}@${digest}`;
  return tag === undefined ? name : `${name}:${tag}`;
}

function formProblem(text: string): ReferenceProblem | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return { problem: 'has a scheme', hint: `${form}, without https://` };
  if (/^[a-f0-9]{64}$/.test(text)) {
    return { problem: 'is the identifier of an image, which no registry looks up', hint: form };
  }
  const wrong = /[^\w.:/@+[\]-]/.exec(text);
  if (wrong) return { problem: 'has a character that no image reference has', hint: form };
  return undefined;
}

/** The first component is a registry where it has a dot, a port or capital letters, or is localhost: normalize.go. */
function splitDomain(named: string): { domain: string; rest: string } {
  const slash = named.indexOf('/');
  const first = named.slice(0, Math.max(slash, 0));
  const isDomain = slash >= 0 && (/[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first);
  if (!isDomain) return { domain: dockerHub, rest: named };
  const rest = named.slice(slash + 1);
  return { domain: first === 'index.docker.io' ? dockerHub : first, rest };
}

function partProblem({ domain, path, tag, digest }: ImageReference): ReferenceProblem | undefined {
  if (!domainForm.test(domain)) return { problem: 'has a malformed registry before its first slash', hint: form };
  if (path.toLowerCase() !== path) {
    return { problem: 'has capital letters in its name', hint: 'names of images are in lower case' };
  }
  if (!pathForm.test(path)) return { problem: 'has a malformed name', hint: form };
  if (path.length > longestPath) {
    return { problem: `has a name of more than ${longestPath} characters`, hint: form };
  }
  if (tag !== undefined && !tagForm.test(tag)) {
    return {
      problem: 'has a malformed tag',
      hint: 'letters, digits, _, . and -, at most 128, not beginning with . or -',
    };
  }
  return digest === undefined ? undefined : digestProblem(digest);
}

function digestProblem(digest: string): ReferenceProblem | undefined {
  const [algorithm = '', digits = ''] = digest.split(':');
  const length = digestLengths[algorithm];
  if (digestForm.test(digest) && length !== undefined && digits.length === length && !/[A-F]/.test(digits)) {
    return undefined;
  }
  return { problem: 'has a malformed digest', hint: 'write sha256: and 64 lower-case hexadecimal digits' };
}
