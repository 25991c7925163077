/**
 * The compiled validators. `npm run build` writes compiled-validators.js from json-schema.ts with ajv, so
 * that neither ajv nor the compilation is part of a run (src/build/validators.ts).
 */
import type { ErrorObject } from 'ajv';
import * as compiled from './compiled-validators.js';

/** True for a valid tree; `errors` holds what is wrong else, until the next call. */
export interface Validator {
  (tree: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** Validates a settings file, or the tree that `--set` makes. */
export const validateSettings = compiled.validateSettings as Validator;
/** Validates the section property_overrides of a stub. */
export const validateOverrides = compiled.validateOverrides as Validator;
