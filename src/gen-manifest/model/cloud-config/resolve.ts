/** From settings to the cloud config that the deployment of registry and cache needs, with what is wrong with it. */
import { type CloudParts, cloudParts } from '../../environments/cloud-config.js';
import { type EnvironmentName, environments } from '../../environments/table.js';
import type { Finding } from '../../errors.js';
import { dockerNetwork } from '../../foundations/topology.js';
import { placeOf } from '../../settings/layers.js';
import type { OwnSetting } from '../../settings/catalog.js';
import type { Loaded } from '../../settings/load.js';
import type { Settings } from '../../settings/settings.js';
import { isMap, scalarText, type YamlValue } from '../../yaml-value.js';
import { AddressReader } from '../checks/address-reader.js';
import { isGiven } from '../checks/subnets.js';
import { notingReader } from '../iaas.js';
import { Noted, type Reason, reasonOf } from '../reason.js';
import type { ReleaseDeployment, Service } from '../registry/release-deployment.js';
import { isAddress, keepsImages } from '../registry/service.js';
import type { CloudConfig, CloudValue, GivenAddress, Named } from './cloud-config.js';

/** The cloud config; undefined where nothing names the IaaS, or a name in it is not known, with the findings why. */
export function resolveCloudConfig(
  { settings }: Loaded,
  release: ReleaseDeployment,
  findings: Finding[],
): CloudConfig | undefined {
  const environment = settings.own('env');
  const names = namesOf(settings, findings);
  if (environment === undefined) {
    const hint = `add --env ${Object.keys(environments).join(' | ')}: its CPI decides what a cloud config says`;
    findings.push({ code: 'usage', severity: 'error', message: 'no environment is named', hint });
  }
  if (!names || environment === undefined || !Object.hasOwn(environments, environment)) return undefined;
  const name = environment as EnvironmentName;
  const azs = names.azs.map((az) => az.name);
  const read = notingReader(settings, name);
  const { cloudConfig } = environments[name];
  const parts: CloudParts<CloudValue> = cloudParts(cloudConfig, azs, read);
  const services = [release.registry, release.cache].filter((service) => service !== undefined);
  const addresses = services.flatMap((service) => addressesOf(service, settings));
  return {
    iaas: environments[name].title,
    environment,
    ...names,
    diskType: services.some(keepsImages) ? names.diskType : undefined,
    parts: { ...parts, subnets: withStatic(parts.subnets, settings, { name, addresses }) },
    addresses,
  };
}

type Names = Pick<CloudConfig, 'azs' | 'network' | 'vmType'> & { readonly diskType: Named };

/** What the settings call each part; a variable names nothing that a cloud config could define. */
function namesOf(settings: Settings, findings: Finding[]): Names | undefined {
  const named = (path: OwnSetting, value: YamlValue | undefined): Named => {
    const text = scalarText(value);
    if (text === '' || text.includes('((')) findings.push(nameless(settings, path, text));
    return { name: text, reason: reasonOf(settings, path) };
  };
  const before = findings.length;
  const azs = settings.own('bosh.azs') as YamlValue;
  const names = {
    azs: [...new Set(Array.isArray(azs) && azs.length > 0 ? azs : [Array.isArray(azs) ? '' : azs])].map((az) =>
      named('bosh.azs', az),
    ),
    network: named('bosh.network', settings.own('bosh.network')),
    vmType: named('bosh.vm_type', settings.own('bosh.vm_type')),
    diskType: named('bosh.persistent_disk_type', settings.own('bosh.persistent_disk_type')),
  };
  return findings.length > before ? undefined : names;
}

function nameless(settings: Settings, path: string, text: string): Finding {
  const found = settings.trace(path);
  return {
    code: 'wrong-type',
    severity: 'error',
    message: `${path} is ${text === '' ? 'empty' : text}, and a cloud config needs the name itself`,
    hint: 'write the name that the deployment shall have for it, such as z1, default, small or 100GB',
    ...(found && { place: placeOf(found) }),
  };
}

function addressesOf({ part, staticIps = [] }: Service, settings: Settings): GivenAddress[] {
  const setting = settings.find(`${part}.static_ips`) ? `${part}.static_ips` : `${part}.host`;
  const reason = reasonOf(settings, setting) ?? { text: `The addresses that ${setting} names` };
  return staticIps
    .map(scalarText)
    .filter(isAddress)
    .map((text) => ({ text, setting, reason }));
}

/** A director gives a static address only where a subnet has it among its static ones: in what is made here it is. */
function withStatic(
  subnets: CloudValue,
  settings: Settings,
  { name, addresses }: { readonly name: EnvironmentName; readonly addresses: readonly GivenAddress[] },
): CloudValue {
  const at = `iaas.${name}.networks.${dockerNetwork}`;
  const ours = !settings.find(`${at}.subnets`) && !settings.find(`${at}.static`);
  if (!ours || !Array.isArray(subnets) || addresses.length === 0) return subnets;
  const ranges = subnets.map((subnet) => rangeOf(subnet));
  const home = ({ text }: GivenAddress): number => {
    const reader = new AddressReader();
    const address = reader.address(text) as number;
    const found = ranges.findIndex((range) => range && address >= range.first && address <= range.last);
    return found >= 0 ? found : Math.max(0, ranges.indexOf(undefined));
  };
  return subnets.map((subnet, index) => {
    const here = addresses.filter((address) => home(address) === index);
    if (!isMap(subnet) || here.length === 0) return subnet;
    const reason = joined([...new Set(here.map((address) => address.reason))]);
    const list = [...new Set(here.map(({ text }) => text))];
    return { ...subnet, static: new Noted(list, reason) } as unknown as YamlValue;
  });
}

/** One reason of two services' addresses. */
function joined([first, second]: readonly Reason[]): Reason {
  const from = second?.from;
  return { ...first, ...(from && { also: from }) };
}

function rangeOf(subnet: YamlValue): { first: number; last: number } | undefined {
  const range = isMap(subnet) ? (subnet['range'] as CloudValue | undefined) : undefined;
  const value = range instanceof Noted ? range.value : range;
  if (!isGiven(value)) return undefined;
  const read = new AddressReader().cidr(scalarText(value));
  return read && typeof read.first === 'number' ? { first: read.first, last: Number(read.last) } : undefined;
}
