/** The version of gen-manifest: package.json's, which the bundler puts into the program. */
import manifest from '../../../package.json' with { type: 'json' };

export const version: string = manifest.version;
