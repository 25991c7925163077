/** Checks a tree by a compiled schema; what makes sentences of errors is loaded only where there are any. */
import type { ErrorObject } from 'ajv';
import type { Finding } from '../errors.js';
import type { Validated } from './schema-findings.js';
import type { Validator } from './validators.js';

/** The findings; none where the tree is as the schema wants it. */
export async function validated(validate: Validator, tree: Validated): Promise<Finding[]> {
  if (validate(tree.tree)) return [];
  const { schemaFindings } = await import('./schema-findings.js');
  return schemaFindings(validate.errors as ErrorObject[], tree);
}
