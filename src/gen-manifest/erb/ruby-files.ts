/** The files that the Ruby VM is made of: Ruby as WebAssembly, and the Ruby sources beside this module. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What `bootRuby` needs. */
export interface RubyFiles {
  /** Ruby as @ruby/3.4-wasm-wasi has it. */
  readonly wasm: Uint8Array;
  /** The folder with the sources of the evaluation context; Ruby starts with render.rb. */
  readonly sources: string;
  /** The folder with Ruby's own libraries, where they are not in the wasm file. */
  readonly libraries?: string;
  /** Ruby's memory behind its boot (ruby-image.ts). */
  readonly image?: Uint8Array;
}

/** What the built program has beside the sources, so that it starts with half of the bytes: by name. */
export const builtFiles = { image: 'ruby.image', libraries: 'ruby-libraries' } as const;

/**
 * Finds them from a checkout, or in the built program.
 *
 * Ruby 3.4 stands between the Directors' 3.3 (v280.1.22) and 4.0 (v283): src/.ruby-version of cloudfoundry/bosh.
 */
export function rubyFiles(beside: string | URL = import.meta.url): RubyFiles {
  const at = (name: string): string => fileURLToPath(new URL(name, beside));
  const libraries = at(builtFiles.libraries);
  const image = at(builtFiles.image);
  const built = existsSync(libraries);
  return {
    // With its libraries or without, it has the same code.
    wasm: wasmFile(built ? 'ruby.wasm' : 'ruby+stdlib.wasm'),
    sources: at('ruby'),
    ...(built && { libraries }),
    ...(existsSync(image) && { image: readFileSync(image) }),
  };
}

function wasmFile(name: string): Uint8Array {
  return readFileSync(createRequire(import.meta.url).resolve(`@ruby/3.4-wasm-wasi/dist/${name}`));
}

/** Name of the script of Ruby's thread, beside the built program. */
export const threadScript = 'ruby-thread.cjs';

/** The script; undefined where the program runs from source. */
export function threadScriptFile(): string | undefined {
  const file = fileURLToPath(new URL(threadScript, import.meta.url));
  return existsSync(file) ? file : undefined;
}
