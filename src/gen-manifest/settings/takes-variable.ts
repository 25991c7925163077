/** Whether a ((variable)), which BOSH fills when it deploys, may stand for a setting's value. */
import type { Declaration } from '../foundations/declaration.js';

/** False where gen-manifest itself decides by the value: its switches, and what to generate for. */
export function takesVariable(path: string, { type, enum: choices }: Declaration): boolean {
  if (path.startsWith('property_overrides.')) return true;
  return type !== 'boolean' && choices === undefined && path !== 'foundation';
}
