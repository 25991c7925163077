/** Properties of the executor, which is part of the rep job. Source: diego-release v0.1463.0, diego.yml:579. */
import type { PlannedMap } from '../planned.js';
import type { OverrideReader } from './override-reader.js';

export function executorProperties(override: OverrideReader): PlannedMap {
  return {
    disk_capacity_mb: override('executor.disk_capacity_mb'),
    memory_capacity_mb: override('executor.memory_capacity_mb'),
    drain_timeout_in_seconds: override('executor.drain_timeout_in_seconds'),
    post_setup_hook: override('executor.post_setup_hook'),
    post_setup_user: override('executor.post_setup_user'),
    garden: {
      network: override('executor.garden.network'),
      address: override('executor.garden.address'),
    },
    garden_healthcheck: {
      interval: override('executor.garden_healthcheck.interval'),
      timeout: override('executor.garden_healthcheck.timeout'),
      command_retry_pause: override('executor.garden_healthcheck.command_retry_pause'),
      process: {
        path: override('executor.garden_healthcheck.process.path'),
        user: override('executor.garden_healthcheck.process.user'),
        dir: override('executor.garden_healthcheck.process.dir'),
        args: override('executor.garden_healthcheck.process.args'),
        env: override('executor.garden_healthcheck.process.env'),
      },
    },
    log_level: override('executor.log_level'),
  };
}
