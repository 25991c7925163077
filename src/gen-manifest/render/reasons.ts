/** Says a reason in words, with file and line of the setting that it names. */
import type { Reason } from '../model/reason.js';
import type { Found } from '../settings/layers.js';
import { locate } from '../settings/locate.js';
import type { YamlSource } from '../settings/yaml-source.js';
import type { Describe } from './yaml.js';

/** A describer over the files that were read. */
export function describeReasons(sources: readonly YamlSource[]): Describe {
  return ({ text, from, item, also }: Reason) => {
    const origins = [...(from ? [originOf(from, sources, item)] : []), ...(also ? [originOf(also, sources)] : [])];
    return [...(text ? [text] : []), ...(origins.length > 0 ? [origins.join(' and ')] : [])].join(', ');
  };
}

function originOf({ origin, path }: Found, sources: readonly YamlSource[], item?: number): string {
  switch (origin.kind) {
    case 'settings':
    case 'stub': {
      const source = sources.find(({ file }) => file === origin.file);
      const line = source && locate(source, [...path.split('.'), ...(item === undefined ? [] : [item])]).line;
      return `${path} in ${origin.file}${line === undefined ? '' : `:${line}`}`;
    }
    case 'set':
      return `${path} by --set`;
    default:
      return `the default of ${path}`;
  }
}
