/** Certificates that are set to null or left out, which is for deployments without TLS, while TLS is on. */
import type { Finding, Place } from '../../errors.js';
import type { Declaration } from '../../foundations/declaration.js';
import { propertyOverrides } from '../../foundations/property-overrides.js';
import { placeOf } from '../../settings/layers.js';
import type { Settings } from '../../settings/settings.js';
import type { Check, Checked } from './check.js';

const declared = Object.entries<Declaration>(propertyOverrides);
/** Certificates of etcd that its job does not start without, and that upstream's generator does not ask for. */
const unasked = declared
  .filter(([path, declaration]) => path.startsWith('etcd.') && declaration['x-unset'] === true)
  .map(([path]) => path);
/** Those, and what upstream's generator stops without. */
const needed = declared
  .filter(([path, declaration]) => declaration['x-required'] === true || unasked.includes(path))
  .map(([path]) => path);

/** The switch of the TLS that a certificate is for: etcd has one for its peers alone. */
function switchOf(path: string): string {
  return path.startsWith('etcd.peer_') ? 'etcd.peer_require_ssl' : `${path.slice(0, path.indexOf('.'))}.require_ssl`;
}

export const tlsMaterial: Check = (checked) => [...setToNull(checked), ...leftOut(checked)];

function setToNull({ loaded: { settings } }: Checked): Finding[] {
  return needed.flatMap((path): Finding[] => {
    const found = settings.find(`property_overrides.${path}`);
    if (found?.value !== null || isOff(switchOf(path), settings)) return [];
    return [warning(`${path} is null`, [path], placeOf(found))];
  });
}

/** A stub without certificates of etcd: one warning for all of a switch. */
function leftOut({ loaded: { settings, sections }, deployment, needsOverrides }: Checked): Finding[] {
  const file = sections.property_overrides?.source.file;
  if (file === undefined || !needsOverrides || deployment.generatorFlags.includes('no-etcd')) return [];
  const absent = unasked.filter(
    (path) => deployment.diego.reads(path) && settings.find(`property_overrides.${path}`) === undefined,
  );
  return [...new Set(absent.map(switchOf))]
    .filter((tlsSwitch) => !isOff(tlsSwitch, settings))
    .map((tlsSwitch) => {
      const paths = absent.filter((path) => switchOf(path) === tlsSwitch);
      const place = { file, path: ['property_overrides', 'etcd'] };
      return warning(`property_overrides has no ${paths.join(', ')}`, paths, place);
    });
}

/** Off, or what nobody knows yet. */
function isOff(tlsSwitch: string, settings: Settings): boolean {
  const value = settings.value(`property_overrides.${tlsSwitch}`);
  return value !== undefined && value !== null && value !== true;
}

function warning(what: string, paths: readonly string[], place: Place): Finding {
  const [path = ''] = paths;
  const job = path.slice(0, path.indexOf('.'));
  return {
    code: 'missing',
    severity: 'warning',
    message: `${what}, and ${switchOf(path)} is not false: ${job} will not be deployed without ${paths.length === 1 ? 'it' : 'them'}`,
    hint: `set ${paths.join(', ')}, or set ${switchOf(path)} to false`,
    place,
  };
}
