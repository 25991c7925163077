/** Properties of a job as the settings give them, each with its place. */
import { propertiesOf } from '../../settings/jobs/declarations.js';
import type { PropertyGroup, ReleaseJobName } from '../../settings/jobs/groups.js';
import type { JobProperty } from '../../settings/jobs/schema.js';
import type { Found } from '../../settings/layers.js';
import type { Settings } from '../../settings/settings.js';
import type { YamlValue } from '../../yaml-value.js';

/** A property that a setting gives. */
export interface GivenProperty {
  readonly property: JobProperty;
  readonly found: Found;
}

/** The properties of one job that settings give; an explicit null leaves a property out. */
export class GivenProperties {
  readonly all: readonly GivenProperty[];
  /** What the job's own schema declares. */
  readonly declared: readonly JobProperty[];

  constructor(
    settings: Settings,
    readonly group: PropertyGroup,
    readonly job: ReleaseJobName,
  ) {
    this.declared = propertiesOf(job);
    this.all = this.declared.flatMap((property) => {
      const found = settings.find(`${group}.${property.name}`);
      return found ? [{ property, found }] : [];
    });
  }

  /** Where and to what a property is set. */
  find(name: string): Found | undefined {
    return this.all.find(({ property }) => property.name === name)?.found;
  }

  /** The value that is given, else the job's own default; undefined where there is neither. */
  orDefault(name: string): YamlValue | undefined {
    const given = this.find(name)?.value ?? undefined;
    return given ?? this.declared.find((property) => property.name === name)?.schema.default;
  }

  /** True where a value is given, be it a variable. */
  has(name: string): boolean {
    return (this.find(name)?.value ?? null) !== null;
  }
}
