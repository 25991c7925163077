/** A Ruby virtual machine in this process: no files, no network, no environment, no way into JavaScript. */
import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim';
import { RubyVM } from '@ruby/wasm-wasi';
import type { RubyFiles } from './ruby-files.js';

/** Calls one Ruby method with one string, and gives its answer. */
export interface RubyMachine {
  /** `receiver` is Ruby source, such as `JobTemplates.answer`; it must take a string and answer one. */
  call(receiver: string, argument: string): string;
}

/** RubyGems and the helpers for error messages take half of the time to boot and are of no use here. */
const options = ['ruby.wasm', '--disable=gems,did_you_mean,error_highlight,syntax_suggest', '-EUTF-8', '-e_=0'];

/** Where Ruby sees the sources: before its own libraries, and those that it has as gems behind them. */
const folder = '/evaluator';
const boot = `
  $LOAD_PATH.concat(Dir.glob('/usr/local/lib/ruby/gems/*/gems/*/lib'))
  $LOAD_PATH.unshift('${folder}')
  require 'render'
`;

/** Boots Ruby and reads the sources: about a second. What templates print with `puts` goes to `print`. */
export async function bootRubyMachine(files: RubyFiles, print: (line: string) => void): Promise<RubyMachine> {
  const module = await WebAssembly.compile(files.wasm);
  const wasi = system(files.sources, print);
  const wasip1 = { wasiImport: wasi.wasiImport, initialize: (instance: WebAssembly.Instance) => start(wasi, instance) };
  const { vm } = await RubyVM.instantiateModule({ module, wasip1, addToImports: closeTheWayOut, args: options });
  vm.eval(boot);
  return {
    call: (receiver, argument) => {
      // Base64 keeps every character of the argument out of Ruby's reading of the source.
      const coded = Buffer.from(argument, 'utf8').toString('base64');
      return vm.eval(`${receiver}('${coded}'.unpack1('m').force_encoding('UTF-8'))`).toString();
    },
  };
}

/** What Ruby takes for the operating system: three streams and a folder in memory. */
function system(sources: ReadonlyMap<string, string>, print: (line: string) => void): WASI {
  const output = (): ConsoleStdout => ConsoleStdout.lineBuffered(print);
  const encoder = new TextEncoder();
  const entries = [...sources].map(([name, text]): [string, File] => [name, new File(encoder.encode(text))]);
  const streams = [new OpenFile(new File([])), output(), output()];
  return new WASI([], [], [...streams, new PreopenDirectory(folder, new Map(entries))], { debug: false });
}

function start(wasi: WASI, instance: WebAssembly.Instance): void {
  wasi.initialize(instance as Parameters<WASI['initialize']>[0]);
}

/** The wall behind the door: Ruby code that gets at JavaScript all the same ends the machine. */
function closeTheWayOut(imports: WebAssembly.Imports): void {
  const host = imports['rb-js-abi-host'] ?? {};
  for (const name of Object.keys(host)) {
    if (!name.includes(':')) continue;
    host[name] = () => {
      throw new Error('templates cannot use JavaScript');
    };
  }
}
