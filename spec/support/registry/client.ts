/** A small client of the registry's HTTP interface, for what real clients do not show: status codes, pieces, timing. */
import { createHash } from 'node:crypto';
import { Agent, request as httpsRequest } from 'node:https';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { Credentials, Registry } from './deployment.js';

/** What the registry answered. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** One request. */
export interface Ask {
  readonly method?: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  readonly as?: Credentials;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | Readable;
  /** The client's own address, on loopback. */
  readonly from?: string;
  readonly timeoutMs?: number;
  /** Waits that long before it reads each piece of the answer, of 16 KiB as TLS has them. */
  readonly pauseMs?: number;
}

/** The digest of some content, as registries write it. */
export const digestOf = (content: Uint8Array): string => `sha256:${createHash('sha256').update(content).digest('hex')}`;

/** Talks to one address; the registry may be given by its host alone, such as that of a balancer. */
export class Client {
  private readonly agent: Agent;

  constructor(
    private readonly registry: Pick<Registry, 'host' | 'authority'>,
    private readonly as?: Credentials,
    /** Without it every request has a connection of its own, which a balancer passes on in turn. */
    keepAlive = true,
  ) {
    this.agent = new Agent({ ca: registry.authority.certificate, keepAlive, maxSockets: 32 });
  }

  /** Sends a request; rejects where no answer comes. */
  async ask(
    path: string,
    { method = 'GET', as = this.as, headers = {}, body, from, timeoutMs = 60_000, pauseMs = 0 }: Ask = {},
  ): Promise<Answer> {
    const url = new URL(path, `https://${this.registry.host}`);
    const basic = as && { authorization: `Basic ${Buffer.from(`${as.user}:${as.password}`).toString('base64')}` };
    const length = body instanceof Uint8Array ? { 'content-length': String(body.length) } : {};
    const options = { method, agent: this.agent, timeout: timeoutMs, headers: { ...basic, ...length, ...headers } };
    return new Promise((resolve, reject) => {
      const request = httpsRequest(url, {
        ...options,
        ...(from && { localAddress: from, agent: false, ca: this.registry.authority.certificate }),
      });
      request.on('error', reject);
      request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutMs} ms: ${method} ${path}`)));
      request.on('response', (response) => void collect(response, pauseMs).then(resolve, reject));
      if (body === undefined || body instanceof Uint8Array) request.end(body);
      else body.pipe(request);
    });
  }

  /** Uploads a blob in one piece, after asking whether it is there; gives the last status. */
  async pushBlob(repository: string, content: Uint8Array): Promise<number> {
    const start = await this.ask(`/v2/${repository}/blobs/uploads/`, { method: 'POST' });
    if (start.status !== 202) return start.status;
    const location = new URL(start.headers.location ?? '', `https://${this.registry.host}`);
    location.searchParams.set('digest', digestOf(content));
    const headers = { 'content-type': 'application/octet-stream' };
    const { status } = await this.ask(location.pathname + location.search, { method: 'PUT', headers, body: content });
    return status;
  }

  /** Puts a manifest under a tag or digest; gives the status. */
  async pushManifest(
    repository: string,
    reference: string,
    manifest: Uint8Array,
    mediaType = imageManifest,
  ): Promise<number> {
    const headers = { 'content-type': mediaType };
    const { status } = await this.ask(`/v2/${repository}/manifests/${reference}`, {
      method: 'PUT',
      headers,
      body: manifest,
    });
    return status;
  }

  /** Fetches a manifest, of whatever kind. */
  async manifest(repository: string, reference: string): Promise<Answer> {
    return this.ask(`/v2/${repository}/manifests/${reference}`, {
      headers: { accept: `${imageManifest}, ${imageIndex}` },
    });
  }

  /** Fetches a blob. */
  async blob(repository: string, digest: string): Promise<Answer> {
    return this.ask(`/v2/${repository}/blobs/${digest}`);
  }

  close(): void {
    this.agent.destroy();
  }
}

export const imageManifest = 'application/vnd.oci.image.manifest.v1+json';
export const imageIndex = 'application/vnd.oci.image.index.v1+json';

async function collect(response: IncomingMessage, pauseMs: number): Promise<Answer> {
  const pieces: Buffer[] = [];
  for await (const piece of response) {
    pieces.push(piece as Buffer);
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) };
}
