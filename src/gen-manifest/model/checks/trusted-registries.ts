/** Trust by a CA needs TLS, and an entry in a list of insecure registries takes the check of TLS away. */
import type { Finding, Place } from '../../errors.js';
import { foundationText } from '../../foundations/foundation.js';
import { placeOf } from '../../settings/layers.js';
import type { Settings } from '../../settings/settings.js';
import { scalarText, type YamlValue } from '../../yaml-value.js';
import { cacheAddresses } from '../cache-addresses.js';
import type { Deployment } from '../deployment.js';
import type { Check } from './check.js';

const parts = ['registry', 'cache'] as const;
type Part = (typeof parts)[number];

const called = { registry: 'the private registry', cache: 'the Docker cache' } as const;

export const trustedRegistries: Check = ({ loaded: { settings }, deployment }) => {
  const enabled = parts.filter((part) => settings.own(`${part}.enabled`));
  return [
    ...unknownToDiego(settings, deployment),
    ...enabled.flatMap((part) =>
      deployment.trust.by === 'ca' ? withoutTls(part, settings) : unchecked(part, settings, deployment),
    ),
    ...enabled.flatMap((part) => listedAnyway(part, settings, deployment)),
  ];
};

/** Diego of diego-release takes no CA: garden-linux and the builder have lists of insecure registries alone. */
function unknownToDiego(settings: Settings, { foundation }: Deployment): Finding[] {
  const found = settings.find('diego.trust');
  if (found?.value !== 'ca' || foundation.name !== 'diego-release') return [];
  return [
    {
      code: 'not-allowed',
      severity: 'error',
      message: `diego.trust: ca is nothing that ${foundationText(foundation)} knows: it has lists of insecure registries alone`,
      hint: 'remove the setting, or name a cf-deployment as the foundation',
      place: placeOf(found),
    },
  ];
}

function withoutTls(part: Part, settings: Settings): Finding[] {
  const found = settings.find(`${part}.tls`);
  if (found?.value !== false) return [];
  return [
    {
      code: 'not-allowed',
      severity: 'error',
      message: `${part}.tls is false, and diego.trust is ca: a CA says nothing of ${called[part]} without TLS`,
      hint: `set diego.trust to insecure, or ${part}.tls to true`,
      place: placeOf(found),
    },
  ];
}

/** Warns of TLS that nobody checks; on diego-release, where there is no other way, only where the setting names it. */
function unchecked(part: Part, settings: Settings, { foundation }: Deployment): Finding[] {
  const tls = settings.find(`${part}.tls`);
  const serves = foundation.name === 'cf-deployment' ? tls?.value !== false : tls?.value === true;
  if (!serves) return [];
  const by = foundation.name === 'cf-deployment' ? settings.find('diego.trust') : tls;
  return [
    {
      code: 'no-effect',
      severity: 'warning',
      message: `${called[part]} serves TLS and is in the lists of insecure registries: nobody checks its certificate`,
      hint:
        foundation.name === 'cf-deployment'
          ? `set diego.trust to ca, or ${part}.tls to false where it serves none`
          : 'this Diego cannot check it by a CA of yours; keep the network between cells and registry to yourself',
      ...(by && { place: placeOf(by) }),
    },
  ];
}

/** An entry in diego.insecure_registries undoes what the CA is for. */
function listedAnyway(part: Part, settings: Settings, { trust, foundation }: Deployment): Finding[] {
  const listed = settings.find('diego.insecure_registries');
  const host = scalarText(settings.find(`${part}.host`)?.value);
  if (trust.by !== 'ca' || host === '' || !listed || !Array.isArray(listed.value)) return [];
  const own =
    part === 'registry'
      ? [`${host}:${String(settings.own('registry.port'))}`]
      : cacheAddresses(settings, foundation).map(({ address }) => address);
  return own.flatMap((address): Finding[] => {
    const index = (listed.value as YamlValue[]).indexOf(address);
    if (index === -1) return [];
    return [listedFinding(address, part, placeOf(listed, [index]))];
  });
}

function listedFinding(address: string, part: Part, place: Place): Finding {
  return {
    code: 'no-effect',
    severity: 'warning',
    message: `${address} is ${called[part]}, which serves TLS, in a list of insecure registries: nobody checks its certificate`,
    hint: 'remove it from diego.insecure_registries, since diego.trust is ca',
    place,
  };
}
