/** The properties_schema.json of every job whose properties can be set; loaded only where one is asked for. */
import collectGarbage from '../../../../jobs/collect-garbage/properties_schema.json' with { type: 'json' };
import dockerCache from '../../../../jobs/docker-cache/properties_schema.json' with { type: 'json' };
import dockerRegistry from '../../../../jobs/docker-registry/properties_schema.json' with { type: 'json' };
import mirrorImages from '../../../../jobs/mirror-images/properties_schema.json' with { type: 'json' };
import smokeTests from '../../../../jobs/smoke-tests/properties_schema.json' with { type: 'json' };
import type { ReleaseJobName } from './groups.js';
import type { SchemaNode } from './schema.js';

/** The schemas by job. TypeScript's own types for them are as long as they are, and say no more. */
export const jobSchemas: Readonly<Record<ReleaseJobName, SchemaNode>> = {
  'docker-registry': dockerRegistry as unknown as SchemaNode,
  'docker-cache': dockerCache as unknown as SchemaNode,
  'smoke-tests': smokeTests as unknown as SchemaNode,
  'collect-garbage': collectGarbage as unknown as SchemaNode,
  'mirror-images': mirrorImages as unknown as SchemaNode,
};
