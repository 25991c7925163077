/** What the inputs of a run make of a setting or property, and which of them decided it. */
import { isDiegoEnvironment } from '../../environments/table.js';
import type { Step } from '../../errors.js';
import type { Deployment } from '../../model/deployment.js';
import type { Loaded } from '../../settings/load.js';
import { find, type YamlMap, type YamlValue } from '../../yaml-value.js';
import { planDiegoManifest } from '../diego/manifest.js';
import { plain } from '../planned.js';
import { valueAt } from './document-path.js';
import { resolveSettings } from './documents.js';
import type { ExplainedInput, ExplainedProperty, ExplainedSource } from './explanation.js';
import { holdsSecret, notShown, withoutSecrets } from './redaction.js';

/** Where a value was set: a node of an input file, or the command line. */
export type SetBy =
  | { readonly kind: 'file'; readonly file: string; readonly path: readonly Step[] }
  | { readonly kind: 'option'; readonly setting: string };

/** A value with what set it, the winner first. */
export interface CurrentValue {
  /** Undefined where nobody sets it and there is no default. */
  readonly value: YamlValue | undefined;
  readonly setBy: readonly { readonly at: SetBy; readonly source: string; readonly value: YamlValue }[];
}

/** The inputs of a run, as far as an explanation needs them. */
export class CurrentInputs {
  constructor(
    private readonly loaded: Loaded,
    private readonly deployment: Deployment,
    /** The files of `-c` and `-i`, where they are given. */
    private readonly files: { readonly cf: string | undefined; readonly iaas: string | undefined },
  ) {}

  private planned: Promise<YamlMap> | undefined;

  /** The manifest that the inputs make, without its secrets; with any environment where they name none. */
  manifest(): Promise<YamlMap> {
    return (this.planned ??= this.plan());
  }

  private async plan(): Promise<YamlMap> {
    const { deployment } = this;
    const environment = isDiegoEnvironment(deployment.environment) ? deployment.environment : 'openstack';
    const iaas = deployment.iaas ?? (await resolveSettings({ env: environment })).iaas;
    const manifest = plain(planDiegoManifest(deployment, iaas as NonNullable<typeof iaas>).value) as YamlMap;
    return withoutSecrets(manifest, environment);
  }

  /** What is set for one setting, or by one input. */
  input({ source, secret, declaration }: ExplainedInput | ExplainedSource): CurrentValue {
    const hidden = (value: YamlValue): YamlValue => (secret && holdsSecret(value) ? notShown : value);
    const setBy = this.setters(source.kind, source.path).map((each) => ({ ...each, value: hidden(each.value) }));
    return { value: setBy[0]?.value ?? (declaration?.default as YamlValue | undefined), setBy };
  }

  /** The value of a property in the `manifest` above, and every source of it that is set. */
  property({ path, sources }: ExplainedProperty, manifest: YamlMap): CurrentValue {
    const unknown = !this.deployment.iaas && sources.some(({ source }) => source.path.startsWith('iaas.'));
    const setBy = sources.flatMap((source) =>
      this.input(source)
        .setBy.slice(0, 1)
        .map((each) => ({ ...each, at: below(each.at, source.within ?? []) })),
    );
    return { value: unknown ? undefined : valueAt(manifest, path), setBy };
  }

  private setters(kind: ExplainedSource['source']['kind'], path: string): CurrentValue['setBy'] {
    if (kind === 'setting') return this.layersWith(path).map((found) => ({ ...found, source: path }));
    const file = kind === 'cf' ? this.files.cf : this.files.iaas;
    const input = this.loaded.sources.find((source) => source.file === file);
    const value = input && find(input.value, path.split('.'));
    if (!input || value === undefined) return [];
    return [{ at: { kind: 'file', file: input.file, path: path.split('.') }, source: path, value }];
  }

  /** Every layer that has the setting, the one that counts first. */
  private layersWith(path: string): { at: SetBy; value: YamlValue }[] {
    const steps = path.split('.');
    return this.loaded.settings.layers.toReversed().flatMap(({ origin, tree }) => {
      const value = find(tree, steps);
      if (value === undefined) return [];
      const at: SetBy =
        origin.kind === 'settings' || origin.kind === 'stub'
          ? { kind: 'file', file: origin.file, path: steps }
          : { kind: 'option', setting: path };
      return [{ at, value }];
    });
  }
}

/** The place of a part of what was set. */
function below(at: SetBy, steps: readonly string[]): SetBy {
  if (at.kind !== 'file') return at;
  return { ...at, path: [...at.path, ...steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step))] };
}
