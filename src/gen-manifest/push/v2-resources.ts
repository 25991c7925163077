/** Reads the shapes of version 2 of the API: a resource has `metadata` and `entity`, a list has `resources`. */
import type { JsonObject } from './cloud-controller.js';

/** The resources of a list's first page. */
export function resourcesOf(list: JsonObject): readonly JsonObject[] {
  return Array.isArray(list['resources']) ? (list['resources'] as readonly JsonObject[]) : [];
}

/** The guid of a resource; empty where it has none. */
export function guidOf(resource: JsonObject): string {
  const guid = (resource['metadata'] as JsonObject | undefined)?.['guid'];
  return typeof guid === 'string' ? guid : '';
}

/** A text of the resource's entity; empty where there is none. */
export function textOf(resource: JsonObject, key: string): string {
  const value = (resource['entity'] as JsonObject | undefined)?.[key];
  return typeof value === 'string' ? value : '';
}

/** An object of the resource's entity; empty where there is none. */
export function objectOf(resource: JsonObject, key: string): JsonObject {
  const value = (resource['entity'] as JsonObject | undefined)?.[key];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
