/**
 * The image that the built program starts Ruby from: booted, and warm from the jobs of this release, so that neither
 * the boot nor their templates' compilation costs a run anything.
 */
import { load } from 'js-yaml';
import { run } from '../gen-manifest/cli/run.js';
import { rubyFiles } from '../gen-manifest/erb/ruby-files.js';
import { bootRuby } from '../gen-manifest/erb/ruby.js';
import { deploymentManifest } from '../gen-manifest/preview/deployment-manifest.js';
import { Previews } from '../gen-manifest/preview/job-preview.js';
import { fillVariables, variableTypes } from '../gen-manifest/preview/variables.js';
import { ownRelease } from '../gen-manifest/release/own-release.js';
import type { YamlMap } from '../gen-manifest/yaml-value.js';

/** Manifests that have all jobs between them, in both forms. */
const samples = [
  ['registry', '--foundation', 'cf-deployment@58.0.0', '--set', 'errands.mirror-images.enabled=true'],
  ['registry', '--env', 'openstack', '--set', 'registry.host=10.0.4.20'],
];

/** Renders the samples, and gives the image of the Ruby that has; it is of the files beside `program`. */
export async function warmRubyImage(program: URL): Promise<Uint8Array> {
  const ruby = await bootRuby({ files: rubyFiles(program) });
  const release = await ownRelease();
  for (const argv of samples) {
    let text = '';
    const code = await run(argv, { stdout: (part) => (text += part), stderr: () => undefined });
    if (code !== 0 || !release) throw new Error(`${argv.join(' ')} ended with ${code}`);
    const manifest = load(text) as YamlMap;
    const { value } = fillVariables(manifest, {}, variableTypes(manifest));
    const previews = new Previews(() => Promise.resolve(ruby), deploymentManifest(value as YamlMap), [release]);
    // Ruby keeps a template for good from the second time on (ruby/template.rb).
    for (const job of [...previews.jobs(), ...previews.jobs()]) await previews.render(job);
  }
  return ruby.image();
}
