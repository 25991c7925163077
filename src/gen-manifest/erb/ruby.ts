/**
 * Renders jobs' templates with Ruby's own ERB, as a Director does.
 *
 * Ruby boots in about a second, in the built program from an image of one that has, and renders a template in
 * milliseconds: boot once, render many.
 */
import type { YamlMap } from '../yaml-value.js';
import type { JobInput, JobSource } from './job.js';
import { problemOf, type RubyFailure, type TemplateProblem } from './problem.js';
import { type RubyFiles, rubyFiles } from './ruby-files.js';
import { rubyJson } from './ruby-json.js';
import { bootRubyMachine, type RubyMachine } from './ruby-vm.js';

/** A rendered template. */
export interface RenderedFile {
  /** Path below `/var/vcap/jobs/<job>/`. */
  readonly target: string;
  readonly text: string;
}

/** A rendered job. With problems it must not be installed: files are missing. */
export interface RenderedJob {
  readonly name: string;
  /** The job's properties as the Director binds them: what is declared, with defaults and nulls. */
  readonly bound: YamlMap;
  /** By the template's path below `templates/`. */
  readonly files: ReadonlyMap<string, RenderedFile>;
  readonly monit?: string;
  readonly problems: readonly TemplateProblem[];
}

/** Ruby, booted. */
export interface Ruby {
  /** Renders the job's templates, or `only` these of them (then without monit). Problems are data, not exceptions. */
  render(job: JobSource, input: JobInput, only?: readonly string[]): RenderedJob;
  /** All that it knows by now, the templates that it has rendered among that: what the built program starts from. */
  image(): Promise<Uint8Array>;
}

/** How Ruby is booted. */
export interface BootOptions {
  readonly files?: RubyFiles;
  /** Gets every line that templates print; a Director has it in its log. */
  readonly print?: (line: string) => void;
}

interface Answer {
  readonly bound?: YamlMap;
  readonly files: Readonly<Record<string, { readonly target: string; readonly text: string | null }>>;
  readonly monit?: string | null;
  readonly failures: readonly RubyFailure[];
}

/** Boots Ruby. */
export async function bootRuby({ files = rubyFiles(), print = () => undefined }: BootOptions = {}): Promise<Ruby> {
  const machine = await bootRubyMachine(files, print);
  return {
    render: (job, input, only) => rendered(job, ask(machine, job, input, only)),
    image: () => machine.image(),
  };
}

function ask(machine: RubyMachine, job: JobSource, input: JobInput, only: readonly string[] | undefined): Answer {
  const request = rubyJson({
    spec: job.spec,
    sources: Object.fromEntries([...job.templates].filter(([path]) => only?.includes(path) ?? true)),
    monit: only ? null : (job.monit ?? null),
    only: only ? [...only] : null,
    properties: input.properties,
    links: plainLinks(input.links ?? {}),
    instance: { ...input.instance } as YamlMap,
  });
  return JSON.parse(machine.answer(request)) as Answer;
}

function plainLinks(links: NonNullable<JobInput['links']>): YamlMap {
  return Object.fromEntries(
    Object.entries(links).map(([name, { instances, properties, address, query }]) => [
      name,
      {
        instances: instances.map((instance) => ({ ...instance })),
        properties,
        ...(address !== undefined && { address }),
        ...(query && { query: { ...query, azs: [...query.azs] } }),
      },
    ]),
  );
}

function rendered(job: JobSource, answer: Answer): RenderedJob {
  const files = new Map<string, RenderedFile>();
  for (const [path, { target, text }] of Object.entries(answer.files)) {
    if (text !== null) files.set(path, { target, text });
  }
  return {
    name: job.name,
    bound: answer.bound ?? {},
    files,
    ...(typeof answer.monit === 'string' && { monit: answer.monit }),
    problems: answer.failures.map((failure) => problemOf(job.name, failure)),
  };
}
