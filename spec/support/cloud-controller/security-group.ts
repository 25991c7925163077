/**
 * A security group as Cloud Controller's v3 API takes it, and what its rules let through. `cf create-security-group`
 * sends the rules file as `rules` of POST /v3/security_groups.
 *
 * Sources: cloudfoundry/cloud_controller_ng, app/messages/security_group_create_message.rb, app/messages/validators/
 * security_group_rule_validator.rb, lib/cloud_controller/rule_validator.rb and transport_rule_validator.rb; cloudfoundry/
 * cli, actor/v7action/security_group.go.
 */
import ipaddr from 'ipaddr.js';

/** The request that the cf CLI makes of a rules file. */
export function createRequest(name: string, rulesFile: string): Record<string, unknown> {
  return { name, rules: JSON.parse(rulesFile) as unknown };
}

/** What Cloud Controller refuses about a request; nothing where it makes the group. */
export function refusals(request: Record<string, unknown>): string[] {
  const { name, rules, ...others } = request;
  const unknown = Object.keys(others).filter((key) => !['relationships', 'globally_enabled'].includes(key));
  const problems = unknown.map((key) => `unknown field ${key}`);
  if (typeof name !== 'string' || name.length === 0 || name.length > 250) problems.push('name');
  if (!Array.isArray(rules)) return [...problems, 'rules must be an array'];
  return [
    ...problems,
    ...rules.flatMap((rule: unknown, index) => ofRule(rule).map((each) => `rules[${index}]: ${each}`)),
  ];
}

const ruleKeys = ['code', 'description', 'destination', 'log', 'ports', 'protocol', 'type'];

function ofRule(rule: unknown): string[] {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return ['must be an object'];
  const { protocol, destination, ports, description, ...others } = rule as Record<string, unknown>;
  const problems = Object.keys(others).filter((key) => !ruleKeys.includes(key));
  if (protocol !== 'tcp' && protocol !== 'udp') problems.push('protocol');
  if (typeof destination !== 'string' || intervalOf(destination) === undefined) problems.push('destination');
  if (typeof ports !== 'string' || !/^\d+(?:,\d+)*$|^\d+-\d+$/.test(ports) || !portsOf(ports).every(isPort))
    problems.push('ports');
  if (description !== undefined && typeof description !== 'string') problems.push('description');
  return problems;
}

const isPort = (port: number): boolean => port >= 1 && port <= 65535;
const portsOf = (ports: string): number[] => ports.split(/[,-]/).map(Number);

/** An address as a number. */
export function numberOf(address: string): number {
  return ipaddr.IPv4.parse(address).octets.reduce((number, octet) => number * 256 + octet, 0);
}

/** First and last address of a destination: an address, a CIDR or a range; undefined for anything else. */
function intervalOf(destination: string): readonly [number, number] | undefined {
  if (/\s|(^|[.-])0\d/.test(destination)) return undefined;
  const [first = '', last, ...more] = destination.split('-');
  if (last !== undefined) {
    const ends = [first, last].map((end) => (ipaddr.IPv4.isValidFourPartDecimal(end) ? numberOf(end) : NaN));
    const [from = NaN, to = NaN] = ends;
    return more.length === 0 && from <= to ? [from, to] : undefined;
  }
  if (ipaddr.IPv4.isValidFourPartDecimal(first)) return [numberOf(first), numberOf(first)];
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(first)) return undefined;
  const ends = [ipaddr.IPv4.networkAddressFromCIDR(first), ipaddr.IPv4.broadcastAddressFromCIDR(first)];
  return ends.map((end) => numberOf(end.toString())) as [number, number];
}

/** Whether a container may connect to a TCP port of an address by these rules. */
export function lets(rules: readonly { destination: string; ports: string }[], address: string, port: number): boolean {
  const number = numberOf(address);
  return rules.some(({ destination, ports }) => {
    const [first, last] = intervalOf(destination) ?? [1, 0];
    return first <= number && number <= last && portsOf(ports).includes(port);
  });
}
