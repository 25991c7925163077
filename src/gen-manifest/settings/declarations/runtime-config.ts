/** The settings of the runtime config. */
import type { Declaration } from '../../foundations/declaration.js';

/** What a runtime config cannot do without: it takes no version named latest. */
export const runtimeConfig = {
  'runtime_config.os_conf_version': {
    type: 'string',
    description: 'Version of os-conf-release that the director has; runtime configs take no latest',
    pattern: String.raw`^[\w.+-]+$`,
    examples: ['23.0.2'],
    'x-ends-up-in': ['runtime-config: the version of the release os-conf'],
  },
} as const satisfies Record<string, Declaration>;
