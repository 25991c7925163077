/**
 * One declaration of a setting or an input, a JSON Schema fragment with annotations. Validation,
 * `--help`, `schema`, `explain`, `init`, the docs and the TypeScript types all read it.
 */

/** The plain JSON Schema types that a declaration uses. */
export type SchemaType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';

/** What is declared of one setting or input. */
export interface Declaration {
  readonly type: SchemaType | readonly SchemaType[];
  /** What it means and what follows from it, one sentence without a full stop. */
  readonly description: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  /** What a string may be, in words, where `pattern` says so. */
  readonly 'x-text'?: string;
  readonly items?: object;
  readonly properties?: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | object;
  /** What a pattern takes, in words. */
  readonly 'x-allowed'?: string;
  /** Unit of the value: MiB, s, ms, Go duration, bytes. */
  readonly 'x-unit'?: string;
  /** Never shown in clear: redacted in messages, previews and diffs. */
  readonly 'x-secret'?: boolean;
  /** Upstream's generator stops without it. */
  readonly 'x-required'?: boolean;
  /**
   * What stands in the manifest where no property-overrides stub is given: the jobs do not start without it,
   * although upstream's generator does not ask for it. True for a variable named for the path.
   */
  readonly 'x-unset'?: unknown;
  /** What the job itself does when the manifest leaves the property null. */
  readonly 'x-job-default'?: unknown;
  /** What upstream's template writes when nothing is given, where that is not null. */
  readonly 'x-manifest-default'?: unknown;
  /** Where it ends up, for settings that choose and stand nowhere themselves; all others are found by planning. */
  readonly 'x-ends-up-in'?: readonly string[];
}
