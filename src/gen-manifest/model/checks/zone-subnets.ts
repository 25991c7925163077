/** A zone that has instances needs a subnet to put them in. */
import type { Finding } from '../../errors.js';
import { groupAndZone, jobNames, networkNames } from '../../foundations/topology.js';
import { placeOf } from '../../settings/layers.js';
import type { Check } from './check.js';

export const zoneSubnets: Check = ({ loaded, deployment }) => {
  const { iaas } = deployment;
  if (!iaas) return [];
  return networkNames.flatMap((network, index): Finding[] => {
    const subnets = iaas.subnets[network];
    if (!Array.isArray(subnets) || subnets.length > 0) return [];
    const jobs = jobNames.filter(
      (job) => groupAndZone(job).zone === index + 1 && hasInstances(deployment.count(job).instances),
    );
    if (jobs.length === 0) return [];
    const section = loaded.sections.iaas_settings;
    const given = loaded.settings.find(`iaas.${deployment.environment}.networks.${network}.subnets`);
    const place = section
      ? { file: section.source.file, path: ['iaas_settings', 'subnet_configs', network] }
      : given && placeOf(given);
    return [
      {
        code: 'zone-without-subnet',
        severity: 'error',
        message: `zone z${index + 1} has instances (${jobs.join(', ')}), and its network ${network} has no subnet`,
        hint: `add a subnet to ${network}, or set the counts of these jobs to 0`,
        ...(place && { place }),
      },
    ];
  });
};

const hasInstances = (instances: unknown): boolean => typeof instances !== 'number' || instances > 0;
