/**
 * Ruby's own libraries as files of the disk. Ruby's package has them within its wasm file, of which they are half: the
 * built program starts with a wasm file that has none, and reads what a template asks for.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { rubyFiles } from '../gen-manifest/erb/ruby-files.js';
import { rubySystem } from '../gen-manifest/erb/ruby-system.js';
import { bootBareRuby } from '../gen-manifest/erb/ruby-vm.js';

/** Where Ruby has them. */
const root = '/usr/local/lib/ruby';

/** Writes them into the folder, under the paths that they have in Ruby. */
export async function writeRubyLibraries(folder: string): Promise<void> {
  const files = rubyFiles();
  const system = rubySystem(files, () => undefined);
  const { vm } = await bootBareRuby(await WebAssembly.compile(files.wasm), system);
  const listed = vm.eval(`
    require 'json'
    JSON.generate(Dir.glob('${root}/**/*.rb').map { |path| [path, [File.binread(path)].pack('m0')] })
  `);
  for (const [path, base64] of JSON.parse(listed.toString()) as [string, string][]) {
    const file = join(folder, relative(root, path));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(base64, 'base64'));
  }
}
