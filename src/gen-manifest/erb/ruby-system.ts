/** What Ruby takes for the operating system: three streams, folders that it reads, and a file with what it is asked. */
import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim';
import { FolderEntries } from './folder-entries.js';
import type { RubyFiles } from './ruby-files.js';

/** Where Ruby sees the sources. */
export const sourceFolder = '/evaluator';
/** The file beside them that has the request (render.rb). */
const requestName = 'request.json';
/** Where Ruby looks for its own libraries. */
const libraryFolder = '/usr/local/lib/ruby';

/** The operating system of one Ruby. */
export interface RubySystem {
  readonly wasi: WASI;
  /** Puts the text into the file with the request. */
  ask(request: string): void;
}

/** Nothing is read before Ruby asks for it. What it prints goes to `print`, line by line. */
export function rubySystem({ sources, libraries }: RubyFiles, print: (line: string) => void): RubySystem {
  const output = (): ConsoleStdout => ConsoleStdout.lineBuffered(print);
  const request = new File([]);
  const own = new FolderEntries(sources);
  own.set(requestName, request);
  const folders = [new PreopenDirectory(sourceFolder, own)];
  if (libraries !== undefined) folders.push(new PreopenDirectory(libraryFolder, new FolderEntries(libraries)));
  return {
    wasi: new WASI([], [], [new OpenFile(new File([])), output(), output(), ...folders], { debug: false }),
    ask: (text) => {
      request.data = new TextEncoder().encode(text);
    },
  };
}
