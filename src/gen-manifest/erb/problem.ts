/** What can be wrong with a job's properties, links or templates, as data and as sentences. */

/** The closed list of codes. */
export type ProblemCode =
  | 'unknown-property'
  | 'property-not-a-hash'
  | 'schema'
  | 'unknown-link'
  | 'link-missing'
  | 'link-not-consumed'
  | 'syntax'
  | 'raised';

/** One thing found; rendering goes on to find the others. */
export interface TemplateProblem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint?: string;
  readonly job: string;
  /** Path below the job's `templates/`, or `monit`; none for what is found before rendering. */
  readonly template?: string;
  /** Line in the template, from 1. */
  readonly line?: number;
  /** The properties that it is about, where Ruby or the schema names them. */
  readonly properties?: readonly string[];
  readonly link?: string;
}

/** What Ruby answers for an exception (ruby/render.rb, failure). */
export interface RubyFailure {
  readonly template: string | null;
  readonly line: number | null;
  readonly class: string;
  readonly message: string;
  readonly properties: readonly string[] | null;
  readonly link: string | null;
}

/** An exception that a template raised, or that came before the first template. */
export function problemOf(job: string, failure: RubyFailure): TemplateProblem {
  return {
    ...described(failure),
    job,
    ...(failure.template !== null && { template: failure.template }),
    ...(failure.line !== null && { line: failure.line }),
    ...(failure.properties && { properties: failure.properties }),
    ...(failure.link !== null && { link: failure.link }),
  };
}

function described(failure: RubyFailure): Pick<TemplateProblem, 'code' | 'message' | 'hint'> {
  const names = (failure.properties ?? []).join(', ');
  const link = failure.link ?? '';
  switch (failure.class) {
    case 'UnknownProperty':
      return {
        code: 'unknown-property',
        message: `the template needs the property ${names}, which has no value`,
        hint: "Set it in the manifest; if it is set, the job's spec does not declare it under this name.",
      };
    case 'InvalidPropertyType':
      return { code: 'property-not-a-hash', message: failure.message, hint: `${names} is declared; give it as a map.` };
    case 'UnknownLink':
      return {
        code: 'unknown-link',
        message: `the template needs the link ${link}, which is not there`,
        hint: "The job's spec must list it under consumes; an optional link needs if_link in the template.",
      };
    case 'LinkMissing':
      return { code: 'link-missing', message: `nothing provides the link ${link}, and it is not optional` };
    case 'LinkNotConsumed':
      return { code: 'link-not-consumed', message: `the link ${link} is given, and the job does not consume it` };
    case 'SyntaxError':
      return { code: 'syntax', message: syntaxMessage(failure.message) };
    case 'RuntimeError':
      return { code: 'raised', message: failure.message };
    default:
      return { code: 'raised', message: `${failure.class}: ${failure.message}` };
  }
}

/**
 * What is wrong with the Ruby in a template. Ruby 3.4 quotes the source that ERB has made of it, which nobody has
 * written, and says what is wrong below it: `    |    ^~ expected a predicate expression`.
 */
function syntaxMessage(message: string): string {
  const said = message.split('\n').flatMap((line) => /^ +\|.*\^~* +(.+)$/.exec(line)?.[1] ?? []);
  return said.length === 0 ? message : `this is no Ruby: ${[...new Set(said)].join('; ')}`;
}

/** One line: where, and what. */
export function sentence({ job, template, line, message }: TemplateProblem): string {
  const place = [job, template].filter((part) => part !== undefined).join('/');
  return `${place}${line === undefined ? '' : `, line ${line}`}: ${message}`;
}
