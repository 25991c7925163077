/** A manifest needs an IaaS: an environment, or upstream's iaas-settings stub. */
import { diegoEnvironments, environments } from '../../environments/table.js';
import type { Check } from './check.js';

export const iaasGiven: Check = ({ loaded, deployment, needsIaas }) => {
  const failedAlready = loaded.findings.some(({ severity }) => severity === 'error');
  const named = deployment.environment !== undefined && Object.hasOwn(environments, deployment.environment);
  if (!needsIaas || named || deployment.iaas !== undefined || failedAlready) return [];
  return [
    {
      code: 'usage',
      severity: 'error',
      message: 'no environment is named',
      hint: `add --env ${Object.keys(diegoEnvironments).join(' | ')}, or -i with an iaas-settings stub`,
    },
  ];
};
