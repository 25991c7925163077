/**
 * What Cloud Controllers take in the body of an app, by the version of their API.
 *
 * Source: cloud_controller_ng, app/controllers/runtime/apps_controller.rb, define_attributes, as cf-release v211,
 * v234, v249, v260 and v287 pin it. Cloud Controller itself drops what it does not know without a word, which is
 * how credentials get lost; the stand-in says so.
 */
import semver from 'semver';

type Type = 'boolean' | 'string' | 'integer' | 'hash';

interface Attribute {
  readonly type: Type;
  readonly from?: string;
  readonly until?: string;
  readonly createOnly?: true;
}

const attributes: Readonly<Record<string, Attribute>> = {
  name: { type: 'string' },
  space_guid: { type: 'string' },
  command: { type: 'string' },
  diego: { type: 'boolean' },
  docker_image: { type: 'string' },
  docker_credentials_json: { type: 'hash', until: '2.82.0' },
  docker_credentials: { type: 'hash', from: '2.82.0' },
  disk_quota: { type: 'integer' },
  environment_json: { type: 'hash' },
  health_check_type: { type: 'string' },
  health_check_timeout: { type: 'integer' },
  health_check_http_endpoint: { type: 'string', from: '2.68.0' },
  instances: { type: 'integer' },
  memory: { type: 'integer' },
  state: { type: 'string' },
};

/** What a Cloud Controller of this version would refuse or drop in `body`; empty where it takes all of it. */
export function bodyProblems(body: Readonly<Record<string, unknown>>, version: string): string[] {
  const problems = Object.entries(body).flatMap(([key, value]) => {
    const attribute = attributes[key];
    if (!attribute) return [`${key} is no attribute`];
    if (attribute.from && semver.lt(version, attribute.from))
      return [`${key} is no attribute before ${attribute.from}`];
    if (attribute.until && semver.gte(version, attribute.until)) return [`${key} is no attribute of ${version}`];
    return isOf(attribute.type, value) ? [] : [`${key} is no ${attribute.type}`];
  });
  return [...problems, ...credentialProblems(body)];
}

/** docker_policy.rb: user, password and email together; v2/app_create.rb: docker_credentials with an image alone. */
function credentialProblems(body: Readonly<Record<string, unknown>>): string[] {
  const old = (body['docker_credentials_json'] ?? {}) as Record<string, unknown>;
  const wanted = ['docker_user', 'docker_password', 'docker_email'];
  if (Object.keys(old).length > 0 && !wanted.every((key) => typeof old[key] === 'string' && old[key] !== '')) {
    return ['docker_credentials user, password and email required'];
  }
  const extra = Object.keys(old).filter((key) => ![...wanted, 'docker_login_server'].includes(key));
  return extra.map((key) => `docker_credentials_json.${key} is read by nothing`);
}

function isOf(type: Type, value: unknown): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'hash':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}
