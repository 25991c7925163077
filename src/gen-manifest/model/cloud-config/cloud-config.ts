/** What the deployment of registry and cache needs of a BOSH cloud config: names, and what stands behind them. */
import type { CloudParts } from '../../environments/cloud-config.js';
import type { YamlValue } from '../../yaml-value.js';
import type { Noted, Reason } from '../reason.js';

/** A value of a cloud config, with the reason why it stands there where there is one. */
export type CloudValue = YamlValue | Noted;

/** A zone, network, VM type or disk type by the name that the deployment has for it, and why it has that one. */
export interface Named {
  readonly name: string;
  readonly reason?: Reason | undefined;
}

/** The cloud config that the deployment needs. */
export interface CloudConfig {
  /** Title of the IaaS, for headers. */
  readonly iaas: string;
  /** The name that `--env` has for it, for messages. */
  readonly environment: string;
  readonly azs: readonly Named[];
  readonly network: Named;
  readonly vmType: Named;
  /** Undefined where no persistent disk is needed. */
  readonly diskType: Named | undefined;
  readonly parts: CloudParts<CloudValue>;
  /** The addresses that instances must have, where they are known. */
  readonly addresses: readonly GivenAddress[];
}

/** An address that an instance must have. */
export interface GivenAddress {
  readonly text: string;
  /** Of what it is the address, as a setting: `registry.static_ips` or `registry.host`. */
  readonly setting: string;
  readonly reason: Reason;
}
