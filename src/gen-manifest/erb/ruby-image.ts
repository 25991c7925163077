/**
 * The memory of a Ruby that has booted, as far as it differs from that of one that has not: booting takes a second,
 * copying what it leaves behind some milliseconds. It is made when the program is built, and belongs to one wasm file.
 */

/** A stretch of memory: where it starts, and its bytes. */
interface Run {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** An image that has been read. */
export interface RubyImage {
  /** The length of the memory, in bytes. */
  readonly length: number;
  /** Where Ruby keeps the object that its host calls (ruby-vm.ts). */
  readonly evaluator: number;
  readonly runs: readonly Run[];
}

/** What is compared and kept at a time, in bytes. */
const block = 1024;
/** Numbers before those of the runs: length of the wasm file, length of the memory, evaluator, count of runs. */
const headerNumbers = 4;
const numberBytes = 4;

/** The image of `booted`, a memory that was `fresh` before; `wasmLength` tells the wasm file that it belongs to. */
export function rubyImage(
  fresh: Uint8Array,
  booted: Uint8Array,
  { wasmLength, evaluator }: { readonly wasmLength: number; readonly evaluator: number },
): Uint8Array {
  const runs = differing(fresh, booted);
  const numbers = [
    ...[wasmLength, booted.length, evaluator, runs.length],
    ...runs.flatMap(({ start, bytes }) => [start, bytes.length]),
  ];
  return Buffer.concat([new Uint8Array(Uint32Array.from(numbers).buffer), ...runs.map(({ bytes }) => bytes)]);
}

/** Reads an image; undefined where it belongs to another wasm file, or is not whole. */
export function readRubyImage(image: Uint8Array, wasmLength: number): RubyImage | undefined {
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  const number = (index: number): number => view.getUint32(index * numberBytes, true);
  if (image.length < headerNumbers * numberBytes || number(0) !== wasmLength) return undefined;
  const [length, evaluator, count] = [number(1), number(2), number(3)];
  const runs: Run[] = [];
  let at = (headerNumbers + 2 * count) * numberBytes;
  if (at > image.length) return undefined;
  for (let run = 0; run < count; run++) {
    const [start, size] = [number(headerNumbers + 2 * run), number(headerNumbers + 2 * run + 1)];
    runs.push({ start, bytes: image.subarray(at, at + size) });
    at += size;
  }
  return at === image.length ? { length, evaluator, runs } : undefined;
}

/** Puts the image into the memory of a Ruby that has not booted. */
export function restoreRuby({ length, runs }: RubyImage, memory: WebAssembly.Memory): void {
  if (length > memory.buffer.byteLength) memory.grow((length - memory.buffer.byteLength) / 65_536);
  const target = new Uint8Array(memory.buffer);
  for (const { start, bytes } of runs) target.set(bytes, start);
}

/** Blocks that differ, neighbours joined; memory that was not there before was zero. */
function differing(fresh: Uint8Array, booted: Uint8Array): Run[] {
  const zero = new Uint8Array(block);
  const runs: { start: number; end: number }[] = [];
  for (let start = 0; start < booted.length; start += block) {
    const before = start < fresh.length ? fresh.subarray(start, start + block) : zero;
    if (Buffer.compare(before, booted.subarray(start, start + block)) === 0) continue;
    const last = runs.at(-1);
    if (last?.end === start) last.end = start + block;
    else runs.push({ start, end: start + block });
  }
  return runs.map(({ start, end }) => ({ start, bytes: booted.subarray(start, end) }));
}
