/**
 * The BBS writes with the encryption key that active_key_label names, and does not start without one.
 *
 * Source: diego-release v0.1463.0, jobs/bbs/spec and jobs/bbs/templates/bbs_ctl.erb: the label has no default,
 * and a property without a value ends the deployment.
 */
import type { Finding } from '../../errors.js';
import { placeOf } from '../../settings/layers.js';
import { find, isVariable, type YamlValue } from '../../yaml-value.js';
import type { Check } from './check.js';

const label = 'bbs.active_key_label';
const keys = 'bbs.encryption_keys';

export const bbsEncryption: Check = ({ loaded: { settings, sections }, deployment, needsOverrides }) => {
  if (!deployment.diego.reads(keys)) return [];
  const active = settings.find(`property_overrides.${label}`);
  const given = settings.find(`property_overrides.${keys}`);
  if (!active || !given) {
    const file = sections.property_overrides?.source.file;
    if (file === undefined || !needsOverrides) return [];
    return [...(active ? [] : [label]), ...(given ? [] : [keys])].map((path) => missing(path, file));
  }
  const labels = labelsOf(given.value);
  if (typeof active.value !== 'string' || isVariable(active.value) || !labels || labels.includes(active.value))
    return [];
  return [
    {
      code: 'not-allowed',
      severity: 'warning',
      message: `${label} is ${active.value}, and ${keys} has no key of that label`,
      hint: `the BBS will not start; its keys are labelled ${labels.join(', ') || '(there are none)'}`,
      place: placeOf(active),
    },
  ];
};

/** The labels of the keys; undefined where one of them is a variable or no label. */
function labelsOf(value: YamlValue): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const labels = value.map((key) => find(key, ['label']));
  return labels.every((each) => typeof each === 'string' && !isVariable(each)) ? (labels as string[]) : undefined;
}

function missing(path: string, file: string): Finding {
  return {
    code: 'missing',
    severity: 'warning',
    message: `property_overrides has no ${path}, which the BBS needs`,
    hint: "upstream's generator says nothing, and the deployment fails",
    place: { file, path: ['property_overrides', ...path.split('.')] },
  };
}
