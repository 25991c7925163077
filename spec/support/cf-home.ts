/** The home of a cf CLI that is logged in: the folder that CF_HOME names. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A token that names a user and does not expire; the stand-ins ask for no signature. */
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = `bearer ${part({ alg: 'HS256', typ: 'JWT' })}.${part({
  user_id: 'user-guid',
  user_name: 'operator',
  origin: 'uaa',
  exp: 4_000_000_000,
  iat: 1_700_000_000,
  scope: ['cloud_controller.read', 'cloud_controller.write'],
})}.c2lnbmF0dXJl`;

/** Writes `folder`/.cf/config.json for this API; `changes` are keys of it. */
export function writeCfHome(folder: string, url: string, changes: object = {}): void {
  mkdirSync(join(folder, '.cf'), { recursive: true });
  const config = {
    ConfigVersion: 4,
    Target: url,
    APIVersion: '3.160.0',
    AuthorizationEndpoint: url,
    UaaEndpoint: url,
    LogCacheEndPoint: url,
    DopplerEndPoint: url.replace('http', 'ws'),
    AccessToken: token,
    RefreshToken: 'refresh',
    SSLDisabled: true,
    OrganizationFields: { GUID: 'org-guid', Name: 'org' },
    SpaceFields: { GUID: 'space-guid', Name: 'space', AllowSSH: true },
    ...changes,
  };
  writeFileSync(join(folder, '.cf', 'config.json'), JSON.stringify(config), { mode: 0o600 });
}
