/**
 * The rules of the application security group: CF's own public_networks leaves 10/8, 172.16/12 and 192.168/16
 * out, so that no container reaches a private registry without them.
 *
 * Sources: cf-deployment v58.0.0, cf-deployment.yml (security_group_definitions); cloud_controller_ng,
 * app/messages/validators/security_group_rule_validator.rb, and 577b7a8a47 (2016-06), which added `description`.
 */
import type { Foundation } from '../../foundations/foundation.js';
import type { Reached } from '../../model/container-reach.js';

/** A rule as Cloud Controller takes it. */
export interface SecurityGroupRule {
  readonly protocol: 'tcp';
  readonly destination: string;
  readonly ports: string;
  readonly description?: string;
}

/** The name of the group in the commands that are shown. */
export const securityGroupName = 'docker-registry';

/** The rules: one for each destination, and nothing but the ports of registry and cache. */
export function planSecurityGroup(reached: readonly Reached[], { name }: Foundation): SecurityGroupRule[] {
  return reached.map(({ what, destination, ports }) => ({
    protocol: 'tcp',
    destination,
    ports: ports.join(','),
    // Cloud Controllers of diego-release's time refuse a rule with a key that they do not know.
    ...(name === 'cf-deployment' && { description: what }),
  }));
}

/** The commands that make the group and bind it for staging and for running containers, in order. */
export const securityGroupCommands: readonly string[] = [
  `cf create-security-group ${securityGroupName} security-group.json`,
  `cf bind-staging-security-group ${securityGroupName}`,
  `cf bind-running-security-group ${securityGroupName}`,
];
