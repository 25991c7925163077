/** The properties of the Docker cache: today's own job, or a registry that Diego itself fills. */
import type { IaasSettings } from '../../environments/environment.js';
import { dockerHubUpstream } from '../../model/cache-addresses.js';
import type { ReleaseDeployment, Service } from '../../model/registry/release-deployment.js';
import { hasCredentials } from '../../model/registry/checks/protocol.js';
import { Noted } from '../../model/reason.js';
import type { PlannedMap } from '../planned.js';
import { cellNetworks } from './cell-networks.js';
import { type Decided, jobProperties } from './given.js';
import { serviceProperties } from './service-properties.js';

/** The properties of the cache's job; `iaas` knows the networks of the cells. */
export function cacheProperties(
  service: Service,
  release: ReleaseDeployment,
  iaas: IaasSettings | undefined,
): PlannedMap {
  const users = service.given.orDefault('auth.type') === 'users';
  const access = service.job === 'docker-cache' ? cacheAccess(service) : filledCacheAccess(iaas);
  return jobProperties(service.given, {
    ...serviceProperties(service, release),
    ...(service.job === 'docker-cache' && { upstreams: dockerHub }),
    ...(users && access),
    users: service.given.find('users')?.value ?? access['users'],
    roles: service.given.find('roles')?.value,
  });
}

const dockerHub = new Noted([{ ...dockerHubUpstream }], {
  text: 'Docker Hub, read without credentials; cache.properties.upstreams names others',
});

/** Images that everybody can have from Docker Hub need no password here either; private ones do. */
function cacheAccess({ given }: Service): Decided {
  if (given.find('users') || given.find('anonymous.pull')) return {};
  if (!hasCredentials(given.orDefault('upstreams'))) {
    return {
      'anonymous.pull': new Noted(true, {
        text: 'The upstreams are read without credentials: what is cached is public; cache.properties.users and anonymous.pull: false close it',
      }),
    };
  }
  return {
    users: new Noted(
      { puller: { passwords: ['((cache_puller_password))'], roles: ['reader'] } },
      {
        text: 'An upstream is read with credentials: images need some here as well; cache.properties.users names others',
      },
    ),
  };
}

/** Diego's builder pushes a copy of the image without credentials, and cells pull it. */
function filledCacheAccess(iaas: IaasSettings | undefined): Decided {
  return {
    'anonymous.push_from': new Noted(cellNetworks(iaas), {
      text: "The networks of the cells, where Diego's builder pushes copies of images from, and where cells pull them to",
    }),
  };
}
