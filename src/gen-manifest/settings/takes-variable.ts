/** Whether a ((variable)), which BOSH fills when it deploys, may stand for a setting's value. */
import type { Declaration } from '../foundations/declaration.js';
import { isPropertyGroup, propertyGroupOf } from './jobs/groups.js';

/** False where gen-manifest itself decides by the value: its switches, and what to generate for. */
export function takesVariable(path: string, { type, enum: choices }: Declaration): boolean {
  if (path.startsWith('property_overrides.') || propertyGroupOf(path)) return true;
  if (isPropertyGroup(path)) return false;
  return type !== 'boolean' && choices === undefined && path !== 'foundation';
}
