/** A Ruby virtual machine in this process: no files but its own, no network, no environment, no way into JavaScript. */
import type { WASI } from '@bjorn3/browser_wasi_shim';
import { type RbValue, RubyVM } from '@ruby/wasm-wasi';
import type { RubyFiles } from './ruby-files.js';
import { readRubyImage, restoreRuby, rubyImage, type RubyImage } from './ruby-image.js';
import { rubySystem, type RubySystem, sourceFolder } from './ruby-system.js';

/** Answers requests (ruby/render.rb). */
export interface RubyMachine {
  answer(request: string): string;
  /** All that it knows by now, for a machine that starts from there (ruby-image.ts). */
  image(): Promise<Uint8Array>;
}

/** RubyGems and the helpers for error messages take half of the time to boot and are of no use here. */
const options = ['ruby.wasm', '--disable=gems,did_you_mean,error_highlight,syntax_suggest', '-EUTF-8', '-e_=0'];

/** Its sources come before its own libraries, and those that it has as gems behind them. */
const boot = `
  $LOAD_PATH.concat(Dir.glob('/usr/local/lib/ruby/gems/*/gems/*/lib'))
  $LOAD_PATH.unshift('${sourceFolder}')
  require 'render'
  JobTemplates
`;

/** Boots Ruby and reads the sources, or takes the image of one that has. What templates print goes to `print`. */
export async function bootRubyMachine(files: RubyFiles, print: (line: string) => void): Promise<RubyMachine> {
  const module = await WebAssembly.compile(files.wasm);
  const system = rubySystem(files, print);
  const image = files.image && readRubyImage(files.image, files.wasm.length);
  const started = image ? await restored(module, system, image) : await booted(module, system);
  return {
    answer: (request) => {
      system.ask(request);
      // A call, and no source to evaluate: V8 would compile Ruby's parser for it.
      return started.evaluator.call('answer').toString();
    },
    image: async () => {
      const fresh = await bare(module, rubySystem(files, print));
      return rubyImage(bytesOf(fresh.instance), bytesOf(started.instance), {
        wasmLength: files.wasm.length,
        evaluator: pointerOf(started.evaluator),
      });
    },
  };
}

/** Ruby, the WebAssembly that it is, and its object that answers. */
interface Started {
  readonly instance: WebAssembly.Instance;
  readonly evaluator: RbValue;
}

async function booted(module: WebAssembly.Module, system: RubySystem): Promise<Started> {
  const { vm, instance } = await bootBareRuby(module, system);
  return { instance, evaluator: vm.eval(boot) };
}

/** Boots Ruby, which takes about a second, and reads nothing. */
export function bootBareRuby(
  module: WebAssembly.Module,
  { wasi }: RubySystem,
): Promise<{ readonly vm: RubyVM; readonly instance: WebAssembly.Instance }> {
  return RubyVM.instantiateModule({
    module,
    wasip1: {
      wasiImport: wasi.wasiImport,
      initialize: (each) => wasi.initialize(each as Parameters<WASI['initialize']>[0]),
    },
    addToImports: closeTheWayOut,
    args: options,
  });
}

/**
 * Everything that Ruby knows is in its memory: its globals and its table of functions are, between two calls, what they
 * are at the start.
 */
async function restored(module: WebAssembly.Module, system: RubySystem, image: RubyImage): Promise<Started> {
  const { vm, instance } = await bare(module, system);
  restoreRuby(image, memoryOf(instance));
  return { instance, evaluator: valueAt(vm, image.evaluator) };
}

/** What RubyVM.instantiateModule does, but for booting. */
async function bare(
  module: WebAssembly.Module,
  { wasi }: RubySystem,
): Promise<{ readonly vm: RubyVM; readonly instance: WebAssembly.Instance }> {
  const vm = new RubyVM();
  const imports: WebAssembly.Imports = { wasi_snapshot_preview1: wasi.wasiImport };
  vm.addToImports(imports);
  closeTheWayOut(imports);
  const instance = await WebAssembly.instantiate(module, imports);
  wasi.inst = instance as WASI['inst'];
  await vm.setInstance(instance);
  return { vm, instance };
}

/** Where Ruby keeps the object for its host: the package knows, and has it in no type. */
function pointerOf(value: RbValue): number {
  return (value as unknown as { readonly inner: { readonly _wasm_val: number } }).inner._wasm_val;
}

/** The object that Ruby keeps there. */
function valueAt(vm: RubyVM, pointer: number): RbValue {
  return (vm as unknown as { rbValueOfPointer(pointer: number): RbValue }).rbValueOfPointer(pointer);
}

function memoryOf({ exports }: WebAssembly.Instance): WebAssembly.Memory {
  return exports['memory'] as WebAssembly.Memory;
}

function bytesOf(instance: WebAssembly.Instance): Uint8Array {
  return new Uint8Array(memoryOf(instance).buffer);
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
