/**
 * One subnet by itself: what BOSH would refuse when it deploys.
 *
 * Source: cloudfoundry/bosh, bosh-director/lib/bosh/director/deployment_plan/manual_network_subnet.rb.
 */
import type { Code, Finding, Severity } from '../../errors.js';
import { scalarText, type YamlValue } from '../../yaml-value.js';
import { byFirst, type Cidr, contains, type Interval, overlap } from './address-interval.js';
import type { AddressReader } from './address-reader.js';
import { staticConflicts } from './static-conflicts.js';
import type { ReadSubnet } from './subnet-arithmetic.js';
import { type GivenSubnet, isGiven } from './subnets.js';

/** An interval with its text and where it stands in the subnet. */
export interface Entry extends Interval {
  readonly key: string;
  readonly text: string;
  /** The index in a list; undefined for a value that is no list. */
  readonly item: number | undefined;
}

/** What is wrong with a value of a subnet. */
export interface AddressFault {
  readonly key: string;
  readonly item?: number | undefined;
  readonly code: Code;
  readonly severity?: Severity;
  readonly message: string;
  readonly hint: string;
}

/** Reads a subnet; undefined where its range is missing, a variable or none. */
export function readSubnet(given: GivenSubnet, reader: AddressReader, findings: Finding[]): ReadSubnet | undefined {
  return new SubnetReader(given, reader, findings).read();
}

class SubnetReader {
  constructor(
    private readonly given: GivenSubnet,
    private readonly reader: AddressReader,
    private readonly findings: Finding[],
  ) {}

  read(): ReadSubnet | undefined {
    const { value, network } = this.given;
    const range = this.range(value['range']);
    const gateway = this.single('gateway', value['gateway']);
    this.servers(value['dns']);
    const reserved = this.list('reserved');
    const fixed = this.list('static');
    if (!range) return undefined;
    const text = scalarText(value['range']);
    if (gateway) this.gatewayIn(range, text, gateway);
    for (const entry of reserved) this.inside(range, text, entry);
    for (const entry of fixed) this.inside(range, text, entry);
    if (fixed.length > 0) staticConflicts(range, fixed, reserved, gateway).forEach((fault) => this.report(fault));
    return { network, text, range, gateway, reserved, static: fixed, given: this.given };
  }

  private range(value: YamlValue | undefined): Cidr | undefined {
    if (!isGiven(value)) return undefined;
    const text = scalarText(value);
    const range = this.reader.cidr(text);
    if (!range) {
      const hint = 'write it as CIDR, such as 10.0.1.0/24';
      this.report({ key: 'range', code: 'wrong-type', message: `range ${text} is no subnet`, hint });
    } else if (range.hostBits) {
      const message = `range ${text} does not start at the subnet's first address`;
      const hint = 'BOSH takes it for the whole subnet that the address lies in; write its first address';
      this.report({ key: 'range', code: 'outside-subnet', severity: 'warning', message, hint });
    }
    return range;
  }

  private servers(value: YamlValue | undefined): void {
    if (Array.isArray(value)) value.forEach((server, item) => this.single('dns', server, item));
    else this.single('dns', value);
  }

  private single(key: string, value: YamlValue | undefined, item?: number): Entry | undefined {
    if (!isGiven(value)) return undefined;
    const text = scalarText(value);
    const address = this.reader.address(text);
    if (address !== undefined) return { key, text, item, first: address, last: address };
    const message = `${key} ${text} is no address`;
    this.report({ key, item, code: 'wrong-type', message, hint: 'write one IP address, such as 10.0.1.1' });
    return undefined;
  }

  /** The entries of `reserved` or `static`: one string or a list of them, in the order of their addresses. */
  private list(key: string): Entry[] {
    const value = this.given.value[key];
    const entries: Entry[] = [];
    if (!Array.isArray(value)) this.entry(key, value, undefined, entries);
    else for (let item = 0; item < value.length; item++) this.entry(key, value[item], item, entries);
    return entries.length > 1 ? entries.sort(byFirst) : entries;
  }

  private entry(key: string, value: YamlValue | undefined, item: number | undefined, entries: Entry[]): void {
    if (!isGiven(value)) return;
    const text = scalarText(value);
    const interval = this.reader.interval(text);
    if (!interval) {
      const message = `${key} ${text} is neither an address nor a range`;
      const hint = 'write an address, a range such as 10.0.1.10 - 10.0.1.63, or CIDR';
      this.report({ key, item, code: 'wrong-type', message, hint });
    } else if (interval.last < interval.first) {
      const message = `${key} ${text} ends before it starts`;
      this.report({ key, item, code: 'wrong-type', message, hint: 'swap the two addresses' });
    } else entries.push({ first: interval.first, last: interval.last, key, text, item });
  }

  private inside(range: Cidr, subnet: string, { key, text, item, first, last }: Entry): void {
    if (contains(range, { first, last })) return;
    const part = overlap(range, { first, last }) ? 'is partly outside' : 'is outside';
    const message = `${key} ${text} ${part} its subnet ${subnet}`;
    this.report({ key, item, code: 'outside-subnet', message, hint: 'BOSH takes only addresses of the subnet' });
  }

  private gatewayIn(range: Cidr, subnet: string, gateway: Entry): void {
    this.inside(range, subnet, gateway);
    const end = gateway.first === range.first ? 'first' : gateway.first === range.last ? 'last' : undefined;
    if (end === undefined) return;
    const message = `gateway ${gateway.text} is the ${end} address of its subnet ${subnet}, which no machine can have`;
    const hint = 'usually it is the second address, such as 10.0.1.1';
    this.report({ key: 'gateway', code: 'address-conflict', message, hint });
  }

  private report({ key, item, code, severity = 'error', message, hint }: AddressFault): void {
    const place = this.given.place(key, item);
    this.findings.push({ code, severity, message: `${this.given.network}: ${message}`, hint, ...(place && { place }) });
  }
}
