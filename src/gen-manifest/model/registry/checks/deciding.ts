/** There must be something to deploy, and values that the manifest depends on must be known when it is made. */
import type { Finding } from '../../../errors.js';
import { isVariable } from '../../../yaml-value.js';
import { type ReleaseCheck, services, wrong } from './check.js';

/** Properties that decide what else stands in the manifest. */
const decisive = ['tls.enabled', 'auth.type', 'storage.type', 'bpm.enabled', 'protocol'];

export const deciding: ReleaseCheck = ({ release }) => {
  const deployed = services(release);
  if (deployed.length === 0) {
    const hint = 'set registry.enabled or cache.enabled to true';
    return [wrong('usage', 'neither the private registry nor the Docker cache is enabled', hint, undefined)];
  }
  return deployed.flatMap(({ given }) =>
    decisive.flatMap((name): Finding[] => {
      const found = given.find(name);
      if (!found || !isVariable(found.value)) return [];
      const message = `${found.path} is a variable, and what else the manifest has depends on it`;
      return [wrong('not-allowed', message, 'write the value itself', found)];
    }),
  );
};
