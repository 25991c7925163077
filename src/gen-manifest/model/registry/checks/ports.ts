/** Two things of one VM on one port: the second one would not start. */
import type { Finding } from '../../../errors.js';
import { placeOf } from '../../../settings/layers.js';
import { isMap, scalarText, type YamlMap, type YamlValue } from '../../../yaml-value.js';
import { portAfter } from '../../cache-addresses.js';
import type { Service } from '../release-deployment.js';
import { type ReleaseCheck, services } from './check.js';

/** A port and what listens on it. */
interface Listener {
  readonly what: string;
  readonly port: number;
}

export const ports: ReleaseCheck = ({ settings, release }) =>
  services(release).flatMap((service) => {
    const seen = new Map<number, string>();
    return listeners(service).flatMap(({ what, port }): Finding[] => {
      const before = seen.get(port);
      seen.set(port, before ?? what);
      if (before === undefined) return [];
      const found = settings.find(`${service.part}.port`) ?? service.given.find('upstreams');
      return [
        {
          code: 'address-conflict',
          severity: 'error',
          message: `${before} and ${what} would both listen on port ${port}`,
          hint: 'give one of them another port',
          ...(found && { place: placeOf(found) }),
        },
      ];
    });
  });

function listeners(service: Service): Listener[] {
  const { part, given, port } = service;
  const metrics = given.orDefault('metrics.enabled') === false ? undefined : given.orDefault('metrics.port');
  const upstreams = given.orDefault('upstreams');
  if (Array.isArray(upstreams)) return upstreamListeners(upstreams.filter(isMap), port, metrics);
  return [...listener(`${part}.port`, port), ...listener(`${part}.properties.metrics.port`, metrics)];
}

function upstreamListeners(upstreams: readonly YamlMap[], port: YamlValue, metrics: YamlValue | undefined): Listener[] {
  return upstreams.flatMap((upstream, index) => {
    const name = `the cache of ${scalarText(upstream['name'])}`;
    return [
      ...listener(name, upstream['port'] ?? portAfter(port, index)),
      ...(metrics === undefined
        ? []
        : listener(`the metrics of ${name}`, upstream['metrics_port'] ?? portAfter(metrics, index))),
    ];
  });
}

function listener(what: string, port: YamlValue | undefined): Listener[] {
  return typeof port === 'number' ? [{ what, port }] : [];
}
