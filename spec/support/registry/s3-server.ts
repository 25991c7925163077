/** A real S3 server, versitygw, with TLS: on a machine of its own, so that it goes away whatever happens. */
import { readFileSync } from 'node:fs';
import { Machine } from '../agent/machine/machine.js';
import type { YamlMap } from '../../../src/gen-manifest/yaml-value.js';
import { newAddress } from './addresses.js';
import type { Authority } from './certificates.js';

/** A bucket of a running server. */
export interface Bucket {
  /** The properties of the job that use it. */
  readonly storage: YamlMap;
  readonly machine: Machine;
}

const keys = { access: 'AKIAspecs', secret: 'secret/+ "#key' };

/** Starts the server with one bucket. `program` is the path of versitygw. */
export async function startS3(program: string, authority: Authority): Promise<Bucket> {
  const address = newAddress();
  const { certificate, privateKey } = await authority.sign('s3', [address]);
  const machine = await Machine.boot({ name: 's3' });
  machine.write('/opt/versitygw', readFileSync(program), 0o755);
  machine.write('/opt/certificate.pem', certificate);
  machine.write('/opt/key.pem', privateKey, 0o600);
  await machine.run(['mkdir', '-p', '/opt/root/registry', '/opt/metadata']);
  const flags = ['--port', `${address}:7070`, '--cert', '/opt/certificate.pem', '--key', '/opt/key.pem', '--quiet'];
  const serve = ['/opt/versitygw', ...flags, 'posix', '--sidecar', '/opt/metadata', '/opt/root'];
  const env = { ROOT_ACCESS_KEY_ID: keys.access, ROOT_SECRET_ACCESS_KEY: keys.secret, HOME: '/root' };
  await machine.run(['sh', '-c', '"$@" </dev/null >/opt/log 2>&1 &', 'sh', ...serve], { env });
  const listening = `until (exec 3<>/dev/tcp/${address}/7070) 2>/dev/null; do sleep 0.1; done`;
  await machine.run(['timeout', '30', 'bash', '-c', listening]);
  const s3: YamlMap = {
    bucket: 'registry',
    region: 'us-east-1',
    endpoint: `https://${address}:7070`,
    force_path_style: true,
    access_key_id: keys.access,
    secret_access_key: keys.secret,
    ca: authority.certificate,
  };
  return { storage: { type: 's3', s3 }, machine };
}
