/** What a job's own templates would refuse when BOSH renders them: properties that do not count, or lack others. */
import type { Finding } from '../../../errors.js';
import type { JobProperty } from '../../../settings/jobs/schema.js';
import { isVariable, scalarText, type YamlValue } from '../../../yaml-value.js';
import type { GivenProperties } from '../given-properties.js';
import { type ReleaseCheck, services, wrong } from './check.js';

/** The properties of a job, and those that the manifest has whatever is set. */
interface Ruled {
  readonly given: GivenProperties;
  readonly decided: Readonly<Record<string, YamlValue>>;
}

export const propertyRules: ReleaseCheck = ({ release }) => {
  const ruled: Ruled[] = [
    ...services(release).map(({ given, tls, certificate }) => ({
      given,
      decided: {
        'tls.enabled': tls,
        upstreams: [],
        ...(certificate !== undefined && { 'tls.certificate': certificate, 'tls.private_key': certificate }),
      },
    })),
    ...release.errands.map(({ given }) => ({ given, decided: { username: given.job, password: given.job } })),
  ];
  return ruled.flatMap((each) => each.given.declared.flatMap((property) => findingsOf(property, each)));
};

function findingsOf(property: JobProperty, ruled: Ruled): Finding[] {
  const { given } = ruled;
  const { name, schema, when } = property;
  const found = given.find(name);
  const value = valueOf(name, ruled);
  const unmet = Object.entries(when).filter(([other, wanted]) => isOther(valueOf(other, ruled), wanted));
  const path = `${given.group}.${name}`;
  const [first] = unmet;
  if (first) {
    if (!given.has(name)) return [];
    const message = `${path} counts only while ${given.group}.${first[0]} is ${scalarText(first[1])}`;
    return [wrong('no-effect', message, `remove it, or set ${given.group}.${first[0]}`, found)];
  }
  const needed = schema['x-needs'];
  if (needed !== undefined && given.has(name) && isNothing(valueOf(needed, ruled))) {
    return [wrong('missing', `${path} needs ${given.group}.${needed} as well`, `set both, or neither`, found)];
  }
  if (schema['x-required'] !== true || !isNothing(value)) return [];
  const [condition] = Object.entries(when);
  const because = condition ? ` while ${given.group}.${condition[0]} is ${scalarText(condition[1])}` : '';
  const cause = condition && given.find(condition[0]);
  return [wrong('missing', `${path} must be set${because}`, (schema.description ?? '').replace(/\.$/, ''), cause)];
}

function valueOf(name: string, { given, decided }: Ruled): YamlValue | undefined {
  return given.has(name) ? given.find(name)?.value : (decided[name] ?? given.orDefault(name));
}

/** A variable may be anything. */
function isOther(value: YamlValue | undefined, wanted: YamlValue): boolean {
  return !isVariable(value) && value !== wanted;
}

function isNothing(value: YamlValue | undefined): boolean {
  return value === undefined || value === null;
}
