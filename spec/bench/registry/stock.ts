/**
 * Distribution v3.1.1 as it comes: its own program, and cmd/registry/config-example.yml of its module, which its
 * Dockerfile makes the configuration of the image. Only the address and the paths are changed, and what a setting of
 * the comparison asks of both sides.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { YamlMap } from '../../../src/gen-manifest/yaml-value.js';
import { Machine } from '../../support/agent/machine/machine.js';
import type { Authority } from '../../support/registry/certificates.js';

/** A module that needs Distribution at the version of the comparison. */
const user = fileURLToPath(new URL('../../support/distribution-reader', import.meta.url));

/** How the stock registry is run. */
export interface StockOptions {
  /** The path of Distribution's program. */
  readonly program: string;
  readonly address: string;
  readonly persistentDiskBytes: number;
  /** Serves TLS with a certificate of this authority; plain HTTP without. */
  readonly authority?: Authority;
  /** Content of the htpasswd file; nobody is asked for a password without it. */
  readonly htpasswd?: string;
}

/** Starts it as the user vcap on a machine of its own, with images where the job has them. */
export async function startStock(options: StockOptions): Promise<Machine> {
  const { program, address, persistentDiskBytes, authority, htpasswd } = options;
  const machine = await Machine.boot({ name: 'stock', persistentDiskBytes });
  const configuration = stockConfiguration();
  const http = { ...(configuration['http'] as YamlMap), addr: `${address}:5000` };
  if (authority) {
    const { certificate, privateKey } = await authority.sign('stock', [address]);
    machine.write('/opt/certificate.pem', certificate);
    machine.write('/opt/key.pem', privateKey, 0o644);
    Object.assign(http, { tls: { certificate: '/opt/certificate.pem', key: '/opt/key.pem' } });
  }
  const images = '/var/vcap/store/docker-registry';
  const { auth, ...rest } = configuration;
  const storage = { ...(rest['storage'] as YamlMap), filesystem: { rootdirectory: images } };
  const wanted = { ...rest, storage, http, ...(htpasswd !== undefined && { auth }) };
  machine.write('/opt/registry', readFileSync(program), 0o755);
  machine.write('/opt/config.yml', JSON.stringify(wanted));
  if (htpasswd !== undefined) machine.write('/etc/registry', htpasswd);
  await machine.run(['install', '-d', '-o', 'vcap', images]);
  const serve = ['setpriv', '--reuid=vcap', '--regid=vcap', '--clear-groups', '/opt/registry', 'serve'];
  // The image's Dockerfile sets this variable.
  const env = { OTEL_TRACES_EXPORTER: 'none', HOME: images };
  await machine.run(['sh', '-c', '"$@" </dev/null >/opt/log 2>&1 &', 'sh', ...serve, '/opt/config.yml'], { env });
  const listening = `until (exec 3<>/dev/tcp/${address}/5000) 2>/dev/null; do sleep 0.1; done`;
  await machine.run(['timeout', '30', 'bash', '-c', listening]);
  return machine;
}

function stockConfiguration(): YamlMap {
  const list = ['list', '-m', '-f', '{{.Dir}}', 'github.com/distribution/distribution/v3'];
  const { stdout, stderr, status } = spawnSync('go', list, { cwd: user, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return parse(readFileSync(join(stdout.trim(), 'cmd/registry/config-example.yml'), 'utf8'), {
    version: '1.1',
  }) as YamlMap;
}
