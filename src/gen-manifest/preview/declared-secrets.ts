/** Takes out of a job's properties what must not be shown: by its name, and by the marks of the job's schema. */
import { redacted } from '../secrets/redacted.js';
import { isMap, type YamlMap, type YamlValue } from '../yaml-value.js';

/** Secrets go before the templates run: what a template makes of one, in base64 say, no one could find. */
export function withoutSecrets(properties: YamlMap, schema: YamlMap | undefined): YamlMap {
  const byName = redacted(properties) as YamlMap;
  return schema ? (withoutDeclared(byName, schema) as YamlMap) : byName;
}

/** Takes out what the job's schema marks with `x-secret`, whatever it is called. */
function withoutDeclared(value: YamlValue, schema: YamlMap): YamlValue {
  if (schema['x-secret'] === true && !marksWithin(schema)) return redacted(value, ['secret']);
  const { properties, items, additionalProperties } = schema;
  if (Array.isArray(value)) return isMap(items) ? value.map((item) => withoutDeclared(item, items)) : value;
  if (!isMap(value)) return value;
  return Object.fromEntries<YamlValue>(
    Object.entries(value).map(([key, child]) => {
      const declaration = isMap(properties) && Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
      return [key, isMap(declaration) ? withoutDeclared(child, declaration) : child];
    }),
  );
}

/** Whether the schema says within a secret what of it is secret, as within users their passwords. */
function marksWithin(schema: YamlMap): boolean {
  const { properties, items, additionalProperties } = schema;
  const parts = [...(isMap(properties) ? Object.values(properties) : []), items, additionalProperties].filter(isMap);
  return parts.some((part) => part['x-secret'] === true || marksWithin(part));
}
