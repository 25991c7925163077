/** The inputs of one run as the command line names them; nothing is read yet. */
import type { GeneratorFile } from '../foundations/diego-release/generator-files.js';
import type { StubOption } from './stubs.js';

export interface Inputs {
  readonly cf?: string;
  readonly stubs: Readonly<Partial<Record<StubOption, string>>>;
  /** Settings files in the order of `-s`. */
  readonly settings: readonly string[];
  /** Arguments of `--set`, the short forms (`--env`, `--foundation`, `-r`, `-b`) among them. */
  readonly set: readonly string[];
  readonly lenient: boolean;
  /** The manifest of Cloud Foundry that operations are for, and the ops files that it is deployed with. */
  readonly base?: string;
  readonly opsFiles?: readonly string[];
  /** A checkout of diego-release, whose generator is run. */
  readonly checkout?: string;
  /** Files for that generator that are no stubs of the assumed version. */
  readonly generatorFiles?: Readonly<Partial<Record<GeneratorFile, string>>>;
  /** The cloud config that the director has. */
  readonly cloudConfig?: string;
}
