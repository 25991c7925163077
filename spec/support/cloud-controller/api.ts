/** The frame of the Cloud Controller stand-in: requests are recorded, routed, and answered as JSON. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the stand-in got it. */
export interface Recorded {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** The body's text; empty where there was none. */
  readonly text: string;
}

/** What a route answers; a text is sent as it is. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request for a route. */
export interface Call {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
  /** What the parentheses of the route's pattern matched. */
  readonly parts: readonly string[];
}

/** `METHOD pattern`, and what answers it. */
export type Route = readonly [method: string, pattern: RegExp, answer: (call: Call) => Reply];

/** A running stand-in. */
export interface Api {
  readonly url: string;
  readonly requests: Recorded[];
  stop(): Promise<void>;
}

/** Starts a server on the loopback that answers by `routes`; what none of them knows is 404, as CC says it. */
export async function serve(routes: (url: string) => readonly Route[]): Promise<Api> {
  const requests: Recorded[] = [];
  let table: readonly Route[] = [];
  const server = createServer((request, response) => {
    void read(request).then((text) => {
      requests.push({ method: request.method ?? '', url: request.url ?? '', text });
      send(response, answer(table, request, text));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  table = routes(url);
  return { url, requests, stop: () => stopped(server) };
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts).toString();
}

function answer(routes: readonly Route[], { method, url }: IncomingMessage, text: string): Reply {
  const { pathname, searchParams } = new URL(url ?? '/', 'http://x');
  for (const [verb, pattern, reply] of routes) {
    const match = verb === method ? pattern.exec(pathname) : null;
    if (!match) continue;
    let body: Record<string, unknown> = {};
    try {
      if (text.startsWith('{')) body = JSON.parse(text) as Record<string, unknown>;
    } catch {
      return { status: 400, body: { code: 1001, error_code: 'CF-MessageParseError', description: 'Request invalid' } };
    }
    return reply({ path: pathname, query: searchParams, body, parts: match.slice(1) });
  }
  const v3 = pathname.startsWith('/v3');
  const error = { code: 10000, title: 'CF-NotFound', detail: 'Unknown request' };
  return {
    status: 404,
    body: v3 ? { errors: [error] } : { code: 10000, error_code: 'CF-NotFound', description: 'Unknown request' },
  };
}

function send(response: ServerResponse, { status, body, headers }: Reply): void {
  response.writeHead(status, { 'Content-Type': 'application/json;charset=utf-8', ...headers });
  response.end(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
}

async function stopped(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
