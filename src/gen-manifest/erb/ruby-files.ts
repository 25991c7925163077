/** The files that the Ruby VM is made of: Ruby as WebAssembly, and the Ruby sources beside this module. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What `bootRuby` needs. */
export interface RubyFiles {
  /** Ruby with its standard library, the file `ruby+stdlib.wasm` of @ruby/3.4-wasm-wasi. */
  readonly wasm: Uint8Array;
  /** The sources of the evaluation context by name; Ruby starts with render.rb. */
  readonly sources: ReadonlyMap<string, string>;
  /** Ruby's memory behind its boot, which the built program has beside the sources (ruby-image.ts). */
  readonly image?: Uint8Array;
}

/** The image's name among the sources. */
export const imageName = 'booted.image';

const sourceNames = [
  ...['render.rb', 'property_lookup.rb', 'evaluation_context.rb', 'link.rb', 'bindings.rb', 'director_process.rb'],
  ...['link_query.rb', 'blank.rb', 'socket.rb', 'js.rb', 'openssl.rb'],
];

/**
 * Finds them from a checkout: the wasm file among the installed packages, the sources in `ruby/`.
 *
 * Ruby 3.4 stands between the Directors' 3.3 (v280.1.22) and 4.0 (v283): src/.ruby-version of cloudfoundry/bosh.
 */
export function rubyFiles(): RubyFiles {
  const wasm = createRequire(import.meta.url).resolve('@ruby/3.4-wasm-wasi/dist/ruby+stdlib.wasm');
  const at = (name: string): URL => new URL(`ruby/${name}`, import.meta.url);
  const sources = new Map(sourceNames.map((name) => [name, readFileSync(at(name), 'utf8')]));
  const image = existsSync(at(imageName)) ? { image: readFileSync(at(imageName)) } : {};
  return { wasm: readFileSync(wasm), sources, ...image };
}

/** Name of the script of Ruby's thread, beside the built program. */
export const threadScript = 'ruby-thread.cjs';

/** The script; undefined where the program runs from source. */
export function threadScriptFile(): string | undefined {
  const file = fileURLToPath(new URL(threadScript, import.meta.url));
  return existsSync(file) ? file : undefined;
}
