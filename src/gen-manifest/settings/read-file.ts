/** Reads one input file whole, and says in one sentence why where it cannot. */
import { isAscii } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Code, Finding } from '../errors.js';

/** The largest input that is read, in bytes. The largest cf-deployment manifest known has 150 KiB. */
export const largestInput = 8 * 1024 * 1024;

/** The text of a file, or the one finding that explains why there is none. */
export type ReadResult = { readonly text: string } | { readonly finding: Finding };

/**
 * Reads `file` as UTF-8 YAML source.
 *
 * Works on pipes too (`-c <(bosh manifest)`), and stops reading behind `largestInput`, so that a device
 * or a wrong file cannot exhaust the memory.
 */
export function readInput(file: string): ReadResult {
  let bytes: Buffer;
  try {
    bytes = readAtMost(file, largestInput + 1);
  } catch (error) {
    return problem(file, 'file-unreadable', cannotRead(error as NodeJS.ErrnoException));
  }
  if (bytes.length > largestInput) {
    return problem(
      file,
      'file-too-large',
      `the file is larger than ${largestInput / 1024 / 1024} MiB, no manifest or stub is`,
      'check that this is the file you meant',
    );
  }
  if (bytes.includes(0)) return problem(file, 'file-binary', 'the file is binary, not YAML');
  return decode(file, bytes);
}

function decode(file: string, bytes: Buffer): ReadResult {
  try {
    // ASCII decodes several times faster as latin1, and most stubs and manifests are ASCII.
    const text = isAscii(bytes) ? bytes.toString('latin1') : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.trim() === '' ? problem(file, 'file-empty', 'the file is empty') : { text };
  } catch {
    return problem(file, 'file-binary', 'the file is not UTF-8 text', 'convert it to UTF-8');
  }
}

function readAtMost(file: string, limit: number): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const buffer = Buffer.allocUnsafe(Math.min(limit, Math.max(size + 1, 64 * 1024)));
    const chunks: Buffer[] = [];
    let total = 0;
    for (;;) {
      const count = readSync(descriptor, buffer, 0, Math.min(buffer.length, limit - total), null);
      if (count === 0) break;
      chunks.push(Buffer.from(buffer.subarray(0, count)));
      total += count;
      if (total >= limit) break;
    }
    return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
  } finally {
    closeSync(descriptor);
  }
}

function cannotRead(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'this is a folder, a file is needed';
    case 'EACCES':
    case 'EPERM':
      return 'you have no permission to read the file';
    default:
      return `the file cannot be read (${error.code ?? error.message})`;
  }
}

function problem(file: string, code: Code, message: string, hint?: string): ReadResult {
  return { finding: { code, severity: 'error', message, ...(hint && { hint }), place: { file } } };
}
