/** The files of a deployment's jobs as their VMs will have them, without secrets. */
import type { JobInput, JobSource, Link, LinkInstance } from '../erb/job.js';
import type { TemplateProblem } from '../erb/problem.js';
import { renderJob } from '../erb/render-job.js';
import type { RenderedJob } from '../erb/ruby.js';
import type { LaterRuby } from '../erb/ruby-thread.js';
import type { ReleaseFiles } from '../release/release-files.js';
import { redacted, redaction } from '../secrets/redacted.js';
import { withoutSecrets } from '../settings/jobs/declared-secrets.js';
import { find, isVariable, type YamlMap, type YamlValue } from '../yaml-value.js';
import type { DeploymentManifest, InstanceGroup, ManifestJob } from './deployment-manifest.js';
import { firstInstance } from './instance.js';
import { declared, type Provider, providers } from './link-providers.js';
import { resolveLinks, type Unresolved } from './links.js';
import { variablesIn } from './variables.js';

/** A job of an instance group whose release is at hand. */
export interface PreviewedJob {
  readonly group: InstanceGroup;
  readonly job: ManifestJob;
  readonly release: ReleaseFiles;
}

/** A file of the job, by its path below /var/vcap/jobs/<job>/; `monit` is the agent's own. */
export interface PreviewedFile {
  readonly path: string;
  readonly text: string;
}

/** What a job's templates make, or why they do not. */
export interface JobPreview {
  readonly group: string;
  readonly job: string;
  readonly files: readonly PreviewedFile[];
  readonly problems: readonly TemplateProblem[];
  readonly unresolved: readonly Unresolved[];
  /** The variables without a value that the job's properties and links have in them. */
  readonly unset: readonly string[];
}

/** A job with what its deployment gives it. */
export interface PreviewInput {
  readonly source: JobSource;
  readonly input: JobInput;
  readonly unresolved: readonly Unresolved[];
}

/** Renders jobs of one deployment; jobs and links are read once, and Ruby is booted at the first job. */
export class Previews {
  private readonly sources = new Map<string, Promise<JobSource>>();
  private provided: Promise<Provider[]> | undefined;
  private ruby: Promise<LaterRuby> | undefined;

  constructor(
    private readonly boot: () => Promise<LaterRuby>,
    private readonly manifest: DeploymentManifest,
    private readonly releases: readonly ReleaseFiles[],
  ) {}

  /** Every job whose release is at hand, in the manifest's order. */
  jobs(): PreviewedJob[] {
    return this.manifest.groups.flatMap((group) =>
      group.jobs.flatMap((job) => {
        const release = this.releaseOf(job);
        return release ? [{ group, job, release }] : [];
      }),
    );
  }

  /** Renders one job; its problems are data. */
  async render(previewed: PreviewedJob): Promise<JobPreview> {
    return (await this.begin(previewed)).preview;
  }

  /** Asks Ruby for one job: what is answered has been asked for, and comes when Ruby has it. */
  async begin(previewed: PreviewedJob): Promise<{ readonly preview: Promise<JobPreview> }> {
    const { group, job } = previewed;
    this.ruby ??= this.boot();
    const { source, input, unresolved } = await this.input(previewed);
    const unset = [...variablesIn({ ...input.properties, links: (input.links ?? {}) as unknown as YamlMap })];
    const about = { group: group.name, job: job.name, unresolved, unset };
    if (unresolved.length > 0) return { preview: Promise.resolve({ ...about, files: [], problems: [] }) };
    const rendered = renderJob(await this.ruby, source, input);
    return { preview: rendered.then((job) => ({ ...about, ...shownFiles(job) })) };
  }

  /** What the job's templates get: properties, links and the first instance, without secrets. */
  async input({ group, job, release }: PreviewedJob): Promise<PreviewInput> {
    const source = await this.source(release, job.name);
    this.provided ??= providers(this.manifest, async (each) => {
      const from = this.releaseOf(each);
      return from && this.source(from, each.name);
    });
    const { links, unresolved } = resolveLinks(
      { manifest: this.manifest, job, spec: declared(source) },
      await this.provided,
    );
    const input: JobInput = {
      properties: withoutSecrets(job.properties, source.propertiesSchema),
      links: Object.fromEntries(Object.entries(links).map(([name, link]) => [name, shownLink(link)])),
      instance: firstInstance(group, this.manifest, release),
    };
    return { source, input, unresolved };
  }

  /** The release that the manifest names for the job; where it names none, the first that has such a job. */
  private releaseOf({ name, release }: ManifestJob): ReleaseFiles | undefined {
    return this.releases.find(
      (each) => (release === undefined || each.name === release) && each.jobNames.includes(name),
    );
  }

  private source(release: ReleaseFiles, name: string): Promise<JobSource> {
    const key = `${release.path}\n${name}`;
    const known = this.sources.get(key) ?? release.job(name);
    this.sources.set(key, known);
    return known;
  }
}

function shownFiles({ files, monit, problems, bound }: RenderedJob): Pick<JobPreview, 'files' | 'problems'> {
  const own = [...files.values()].map(({ target, text }) => ({ path: target, text }));
  return {
    files: monit === undefined ? own : [{ path: 'monit', text: monit }, ...own],
    problems: problems.filter((problem) => !aboutUnknownValue(problem, bound)),
  };
}

/** A link without the secrets that its provider shares, or that the manifest spells out. */
function shownLink({ instances, properties, ...link }: Link): Link {
  const shown = redacted({ instances, properties } as unknown as YamlValue) as YamlMap;
  return {
    ...link,
    instances: shown['instances'] as unknown as LinkInstance[],
    properties: shown['properties'] as YamlMap | null,
  };
}

/** Whether the schema refuses a value that is not known here: a variable without a value, or a secret. */
function aboutUnknownValue({ code, properties = [] }: TemplateProblem, bound: YamlMap): boolean {
  if (code !== 'schema') return false;
  return properties.some((name) => {
    const value = find(bound, name.split('.'));
    return value === redaction || isVariable(value);
  });
}
