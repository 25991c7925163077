/** The settings of a run: what the layers say, and below them the declared defaults. */
import type { YamlValue } from '../yaml-value.js';
import { catalog, type OwnSetting } from './catalog.js';
import type { ownSettings } from './declarations.js';
import { propertyAliases } from './jobs/groups.js';
import { type Found, type Layer, Layers } from './layers.js';

/** The TypeScript type of a declared JSON Schema type. */
type ValueOf<Declared> = Declared extends { type: 'string' }
  ? string
  : Declared extends { type: 'integer' | 'number' }
    ? number
    : Declared extends { type: 'boolean' }
      ? boolean
      : Declared extends { type: 'array' }
        ? YamlValue[]
        : YamlValue;

/** A setting's value: with a default it is always there; a ((variable)) may stand for any number or list. */
export type SettingValue<Path extends OwnSetting> =
  ValueOf<(typeof ownSettings)[Path]> | ((typeof ownSettings)[Path] extends { default: unknown } ? never : undefined);

/** The settings of a run, by path. */
export class Settings extends Layers {
  constructor(layers: readonly Layer[]) {
    super(layers);
  }

  /** A setting that is short for a job's property is set by that as well. */
  override find(path: string): Found | undefined {
    const found = super.find(path);
    return found === undefined && Object.hasOwn(propertyAliases, path)
      ? super.find(propertyAliases[path as keyof typeof propertyAliases])
      : found;
  }

  /** The value of one of gen-manifest's own settings, validated, its default where nobody sets it. */
  own<Path extends OwnSetting>(path: Path): SettingValue<Path> {
    return (this.value(path) ?? catalog.get(path)?.default) as SettingValue<Path>;
  }

  /** What was set or declared for any setting; undefined where there is neither. */
  orDefault(path: string): YamlValue | undefined {
    return this.value(path) ?? (catalog.get(path)?.default as YamlValue | undefined);
  }

  /** The setting at `path` with its origin, the default included. */
  trace(path: string): Found | undefined {
    const found = this.find(path);
    if (found) return found;
    const value = catalog.get(path)?.default as YamlValue | undefined;
    return value === undefined ? undefined : { value, origin: { kind: 'default' }, path };
  }
}
