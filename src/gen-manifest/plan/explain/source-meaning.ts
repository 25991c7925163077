/** What a source or a part of the manifest means. */
import { cfInputDescriptions } from '../../foundations/cf-input-descriptions.js';
import { type CfInput, cfInputs } from '../../foundations/cf-inputs.js';
import type { Declaration } from '../../foundations/declaration.js';
import { manifestProperties } from '../../foundations/manifest-properties.js';
import { catalog } from '../../settings/catalog.js';
import { jobSettings } from '../../settings/jobs/declarations.js';
import type { Destination, Source } from './destinations.js';
import type { ExplainedSource } from './explanation.js';

/** A source with its meaning; that of a stub's key is the meaning of where it ends up. */
export function describedSource(source: Source, destinations: readonly Destination[]): ExplainedSource {
  switch (source.kind) {
    case 'setting': {
      const declaration = (catalog.get(source.path) ?? jobSettings().get(source.path)) as Declaration;
      return { source, declaration, description: declaration.description, secret: declaration['x-secret'] === true };
    }
    case 'cf': {
      const input: CfInput = cfInputs[source.name];
      return { source, description: cfInputDescriptions[source.name], secret: input.secret === true };
    }
    case 'iaas':
      return { source, description: meaningOf(destinations[0]?.path ?? []) ?? '', secret: false };
  }
}

/** The meaning of a part of the manifest; `*` in the table is the name of any item of a list. */
export function meaningOf(path: readonly string[]): string | undefined {
  const found = Object.entries(manifestProperties).find(([pattern]) => {
    const steps = pattern.split('.');
    return steps.length === path.length && steps.every((step, index) => step === '*' || step === path[index]);
  });
  return found?.[1];
}
