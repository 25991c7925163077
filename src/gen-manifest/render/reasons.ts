/** Says a reason in words, with file and line of the setting that it names. */
import type { Reason } from '../model/reason.js';
import type { Found } from '../settings/layers.js';
import { locate } from '../settings/locate.js';
import type { YamlSource } from '../settings/yaml-source.js';
import type { Describe } from './yaml.js';

/** A describer over the files that were read. */
export function describeReasons(sources: readonly YamlSource[]): Describe {
  // A thousand entries of one setting have one origin.
  const origins = new Map<Found, string>();
  const known = (from: Found): string => {
    const origin = origins.get(from) ?? originOf(from, sources);
    origins.set(from, origin);
    return origin;
  };
  return ({ text, from }: Reason) => {
    const origin = from && known(from);
    return text && origin ? `${text}, ${origin}` : (text ?? origin ?? '');
  };
}

function originOf({ origin, path }: Found, sources: readonly YamlSource[]): string {
  switch (origin.kind) {
    case 'settings':
    case 'stub': {
      const source = sources.find(({ file }) => file === origin.file);
      const line = source && locate(source, path.split('.')).line;
      return `${path} in ${origin.file}${line === undefined ? '' : `:${line}`}`;
    }
    case 'set':
      return `${path} by --set`;
    default:
      return `the default of ${path}`;
  }
}
