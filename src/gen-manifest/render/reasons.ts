/** Says a reason in words, with file and line of the setting that it names. */
import type { Reason } from '../model/reason.js';
import type { Found } from '../settings/layers.js';
import { locate } from '../settings/locate.js';
import type { YamlSource } from '../settings/yaml-source.js';
import type { Describe } from './yaml.js';

/** A describer over the files that were read; what stands in several lists has one reason, looked up once. */
export function describeReasons(sources: readonly YamlSource[]): Describe {
  const known = new Map<Reason, string>();
  return (reason) => {
    const text = known.get(reason) ?? described(reason, sources);
    known.set(reason, text);
    return text;
  };
}

function described({ text, from, item, also }: Reason, sources: readonly YamlSource[]): string {
  const origins = [...(from ? [originOf(from, sources, item)] : []), ...(also ? [originOf(also, sources)] : [])];
  return [...(text ? [text] : []), ...(origins.length > 0 ? [origins.join(' and ')] : [])].join(', ');
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
