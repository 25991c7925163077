/** Requests to the Cloud Controller through `cf curl`, which adds the operator's token. */
import type { Operator } from '../io.js';
import { type Finding, GenManifestError } from '../errors.js';
import { withBodyFile } from './body-file.js';
import type { CfResult, RunCf } from './cf-cli.js';

/** A JSON value as the API gives it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** One request; the body may hold the password. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: JsonObject;
}

/** What the API answered, of whatever status. */
export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
}

/** Sends a request and gives the answer; throws a finding only where there is none. */
export type Send = (request: Request) => Promise<Answer>;

/** Sends requests through cf. A body goes by a file of mode 0600, never on the command line. */
export function sendBy(cf: RunCf, operator: Operator): Send {
  return async ({ method, path, body }) => {
    const args = ['curl', path, '-i', '-X', method];
    if (body === undefined) return answerOf(await cf({ args }), method, path);
    return withBodyFile(JSON.stringify(body), operator, async (file) =>
      answerOf(await cf({ args: [...args, '-d', `@${file}`] }), method, path),
    );
  };
}

/** The body of an answer that must be there; else throws a finding with what the API says, and `hint`. */
export async function must(send: Send, request: Request, hint: string): Promise<JsonObject> {
  const { status, body } = await send(request);
  if (status < 400) return body;
  throw new GenManifestError([failed(request, { status, body }, hint)]);
}

/** A finding that says what the API answered. */
export function failed({ method, path }: Request, { status, body }: Answer, hint: string): Finding {
  const said = saidOf(body);
  const route = path.replace(/\?.*$/, '');
  const message = `Cloud Controller answered ${method} ${route} with ${status}${said === '' ? '' : `: ${said}`}`;
  return { code: 'tool-failed', severity: 'error', message, hint };
}

/** `description (error_code)` of version 2, `detail (title)` of version 3. */
export function saidOf(body: JsonObject): string {
  const [first] = Array.isArray(body['errors']) ? (body['errors'] as readonly JsonObject[]) : [body];
  const text = (key: string): string => (typeof first?.[key] === 'string' ? first[key] : '');
  const what = text('description') || text('detail');
  const code = text('error_code') || text('title');
  return code === '' ? what : `${what} (${code})`;
}

function answerOf({ status, stdout, stderr }: CfResult, method: string, path: string): Answer {
  // cf prints the headers as they came, then the body; before them perhaps warnings of its own.
  const [, code, rest] = /^HTTP\/[\d.]+ (\d{3})[^\n]*\n([\s\S]*)$/m.exec(stdout.replaceAll('\r', '')) ?? [];
  if (code === undefined || rest === undefined) throw noAnswer({ status, stdout, stderr }, method, path);
  return { status: Number(code), body: bodyOf(rest) };
}

/** The body behind the headers; an answer without JSON, such as a router's, is its text as a description. */
function bodyOf(rest: string): JsonObject {
  const end = rest.indexOf('\n\n');
  const text = (rest.startsWith('\n') ? rest : end < 0 ? '' : rest.slice(end)).trim();
  if (text === '') return {};
  try {
    const body = JSON.parse(text.slice(0, text.lastIndexOf('}') + 1)) as Json;
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as JsonObject) : {};
  } catch {
    return { description: text.slice(0, 200) };
  }
}

function noAnswer({ status, stdout, stderr }: CfResult, method: string, path: string): GenManifestError {
  const said = `${stderr}\n${stdout}`.trim().split('\n').slice(-3).join(' ').slice(0, 300);
  const message = `cf curl gave no answer for ${method} ${path.replace(/\?.*$/, '')} (exit code ${status})${said === '' ? '' : `: ${said}`}`;
  const hint = 'does cf curl /v2/info work? log in again with cf login';
  return new GenManifestError([{ code: 'tool-failed', severity: 'error', message, hint }]);
}
