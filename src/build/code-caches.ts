/**
 * V8's code caches of the built program and its parts, taken after the program has run on sample inputs, so that the
 * functions of a usual run are in them already compiled.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import type { run } from '../gen-manifest/cli/run.js';
import { partLoader } from './part-loader.js';
import { partRuns, sampleRuns } from './sample-inputs.js';
import flags from './v8-flags.json' with { type: 'json' };

/** The built program, run from where it is made. */
class MadeProgram {
  /** What of its parts the runs have read. */
  readonly parts = new Map<string, Script>();
  private readonly evaluated: (script: Script) => object;

  /** `final` is the folder that it will lie in. */
  constructor(
    private readonly folder: string,
    private readonly final: string,
  ) {
    const url = pathToFileURL(join(folder, 'program.js')).href;
    this.evaluated = partLoader(url, createRequire(url), (name) => {
      const script = this.compiled(name, name);
      this.parts.set(name, script);
      return script;
    });
  }

  /** The script of the whole, behind these runs. */
  async ran(name: string, runs: readonly string[][]): Promise<Script> {
    // V8 shares what it has compiled between scripts of one name: each cache shall have what its own runs need.
    const script = this.compiled('program.js', `program.js?${name}`);
    const program = this.evaluated(script) as { run: typeof run };
    for (const argv of runs) {
      let said = '';
      const code = await program.run(argv, { stdout: () => undefined, stderr: (text) => (said += text) });
      if (code !== 0) throw new Error(`the sample run ${argv.join(' ')} ended with ${code}:\n${said}`);
    }
    return script;
  }

  private compiled(name: string, as: string): Script {
    return new Script(readFileSync(join(this.folder, name), 'latin1'), { filename: join(this.final, as) });
  }
}

/** Writes a cache for most commands, one for each that needs much of its own, and one for each part that the runs read. */
export async function writeCodeCaches(folder: string, final: string): Promise<void> {
  const samples = mkdtempSync(join(tmpdir(), 'gen-manifest-'));
  const made = new MadeProgram(folder, final);
  const write = (name: string, script: Script): void =>
    writeFileSync(join(folder, `${name}.cache`), script.createCachedData());
  try {
    for (const [name, runs] of Object.entries(sampleRuns(samples))) write(name, await made.ran(name, runs));
    await made.ran('parts', partRuns(samples));
  } finally {
    rmSync(samples, { recursive: true });
  }
  // The launcher has set them when it reads a part.
  for (const flag of flags) setFlagsFromString(flag);
  for (const [name, script] of made.parts) write(name, script);
}
