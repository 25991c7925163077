/** A Ruby virtual machine in this process: no files, no network, no environment, no way into JavaScript. */
import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim';
import { RubyVM } from '@ruby/wasm-wasi';
import type { RubyFiles } from './ruby-files.js';
import { restoreRuby, rubyImage } from './ruby-image.js';

/** Calls one Ruby method with one string, and gives its answer. */
export interface RubyMachine {
  /** `receiver` is Ruby source, such as `JobTemplates.answer`; it must take a string and answer one. */
  call(receiver: string, argument: string): string;
  /** All that it knows by now, for a machine that starts from there (ruby-image.ts). */
  image(): Promise<Uint8Array>;
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

/** Boots Ruby and reads the sources, or takes the image of one that has. What templates print goes to `print`. */
export async function bootRubyMachine(files: RubyFiles, print: (line: string) => void): Promise<RubyMachine> {
  const module = await WebAssembly.compile(files.wasm);
  const started =
    (files.image && (await restored(module, files, files.image, print))) ?? (await booted(module, files, print));
  const { vm, instance } = started;
  return {
    call: (receiver, argument) => {
      // Base64 keeps every character of the argument out of Ruby's reading of the source.
      const coded = Buffer.from(argument, 'utf8').toString('base64');
      return vm.eval(`${receiver}('${coded}'.unpack1('m').force_encoding('UTF-8'))`).toString();
    },
    image: async () => {
      const fresh = await bare(module, files, print);
      return rubyImage(bytesOf(fresh.instance), bytesOf(instance), files.wasm.length);
    },
  };
}

/** Ruby and the WebAssembly that it is. */
interface Started {
  readonly vm: RubyVM;
  readonly instance: WebAssembly.Instance;
}

/** About a second. */
async function booted(
  module: WebAssembly.Module,
  { sources }: RubyFiles,
  print: (line: string) => void,
): Promise<Started> {
  const wasi = system(sources, print);
  const { vm, instance } = await RubyVM.instantiateModule({
    module,
    wasip1: {
      wasiImport: wasi.wasiImport,
      initialize: (each) => wasi.initialize(each as Parameters<WASI['initialize']>[0]),
    },
    addToImports: closeTheWayOut,
    args: options,
  });
  vm.eval(boot);
  return { vm, instance };
}

/**
 * Everything that Ruby knows is in its memory: its globals and its table of functions are, between two calls, what they
 * are at the start.
 */
async function restored(
  module: WebAssembly.Module,
  files: RubyFiles,
  image: Uint8Array,
  print: (line: string) => void,
): Promise<Started | undefined> {
  const started = await bare(module, files, print);
  return restoreRuby(image, memoryOf(started.instance), files.wasm.length) ? started : undefined;
}

/** What RubyVM.instantiateModule does, but for booting. */
async function bare(
  module: WebAssembly.Module,
  { sources }: RubyFiles,
  print: (line: string) => void,
): Promise<Started> {
  const wasi = system(sources, print);
  const vm = new RubyVM();
  const imports: WebAssembly.Imports = { wasi_snapshot_preview1: wasi.wasiImport };
  vm.addToImports(imports);
  closeTheWayOut(imports);
  const instance = await WebAssembly.instantiate(module, imports);
  wasi.inst = instance as WASI['inst'];
  await vm.setInstance(instance);
  return { vm, instance };
}

function memoryOf({ exports }: WebAssembly.Instance): WebAssembly.Memory {
  return exports['memory'] as WebAssembly.Memory;
}

function bytesOf(instance: WebAssembly.Instance): Uint8Array {
  return new Uint8Array(memoryOf(instance).buffer);
}

/** What Ruby takes for the operating system: three streams and a folder in memory. */
function system(sources: ReadonlyMap<string, string>, print: (line: string) => void): WASI {
  const output = (): ConsoleStdout => ConsoleStdout.lineBuffered(print);
  const encoder = new TextEncoder();
  const entries = [...sources].map(([name, text]): [string, File] => [name, new File(encoder.encode(text))]);
  const streams = [new OpenFile(new File([])), output(), output()];
  return new WASI([], [], [...streams, new PreopenDirectory(folder, new Map(entries))], { debug: false });
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
