/** What `explain` has found out, as data; render/explanation.ts says it in words. */
import type { Declaration } from '../../foundations/declaration.js';
import type { YamlValue } from '../../yaml-value.js';
import type { Source } from './destinations.js';
import type { DocumentName } from './documents.js';

/** A place in a planned document: names of list items where many have the same place below them. */
export interface ShownPlace {
  readonly document: DocumentName;
  readonly path: string;
}

/** A source of values, with what is known of it. */
export interface ExplainedSource {
  readonly source: Source;
  readonly description: string;
  readonly secret: boolean;
  /** The steps from what the source gives to the part of it that is explained. */
  readonly within?: readonly string[];
  /** Of a setting alone. */
  readonly declaration?: Declaration;
}

/** A setting, or a value that is taken from an input: the deployed CF manifest, the iaas-settings stub. */
export interface ExplainedInput extends ExplainedSource {
  readonly kind: 'input';
  readonly endsUpIn: readonly ShownPlace[];
  /** What Diego's manifest has where nobody sets it and gen-manifest has no default; undefined where neither. */
  readonly unset: YamlValue | undefined;
}

/** Settings below one path, or all of them where the path is empty. */
export interface ExplainedGroup {
  readonly kind: 'group';
  readonly path: string;
  readonly description: string | undefined;
  readonly settings: readonly (readonly [path: string, declaration: Declaration])[];
}

/** Something that stands below a property. */
export interface ExplainedPart {
  readonly path: readonly string[];
  /** None where the foundation fixes it. */
  readonly sources: readonly ExplainedSource[];
  /** Its value in the manifest; undefined where a manifest has it only with other settings. */
  readonly value: YamlValue | undefined;
}

/** A property, or any other part, of Diego's manifest. */
export interface ExplainedProperty {
  readonly kind: 'property';
  readonly path: readonly string[];
  readonly description: string | undefined;
  /** What its value comes from, whole or in part; none where the foundation fixes it. */
  readonly sources: readonly ExplainedSource[];
  /** True where it is as a whole what its one source says. */
  readonly whole: boolean;
  /** Everything below it, in the manifest's order. */
  readonly parts: readonly ExplainedPart[];
}

/** What is said of one path. */
export type Explanation = ExplainedInput | ExplainedGroup | ExplainedProperty;
