/** A way to a registry that counts what passes and can hold some of it back: plain HTTP on its own address. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Registry } from './deployment.js';

/** A gate before a registry. */
export interface Gate {
  /** `address:port`. */
  readonly host: string;
  /** Requests that have passed since the last call, as `GET /v2/...`. */
  passed(): string[];
  /** Holds requests whose path ends so until `open` is called. */
  hold(path: string): void;
  /** Answers everything with this status, 429 with a Retry-After, until `open` is called. */
  answer(status: number): void;
  /** Lets everything through again; what was held meanwhile is gone. */
  open(): void;
  close(): Promise<void>;
}

/** Opens a gate to `registry` on port 5000 of `address`. */
export async function startGate(address: string, { host, authority }: Registry): Promise<Gate> {
  const passed: string[] = [];
  let held: string | undefined;
  let answered: number | undefined;
  const waiting = new Set<IncomingMessage>();
  const forward = (request: IncomingMessage, response: ServerResponse): void => {
    const { method = 'GET', headers } = request;
    const url = (request.url ?? '/').replace(/^http:\/\/[^/]+/, ''); // whole where it is asked as a proxy
    if (answered !== undefined) return void response.writeHead(answered, { 'retry-after': '1' }).end();
    if (held !== undefined && url.endsWith(held)) return void waiting.add(request);
    passed.push(`${method} ${url}`);
    // Without a name here, that of the Host header would be looked for in the certificate.
    const options = { method, headers, ca: authority.certificate, servername: '' };
    const target = httpsRequest(`https://${host}${url}`, options, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    target.on('error', () => response.destroy());
    request.pipe(target);
  };
  const server = createServer(forward);
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen({ host: address, port: 5000 }, resolve),
  );
  return {
    host: `${address}:5000`,
    passed: () => passed.splice(0),
    hold: (path) => void (held = path),
    answer: (status) => void (answered = status),
    open: () => {
      held = undefined;
      answered = undefined;
      for (const request of waiting) request.destroy();
      waiting.clear();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
