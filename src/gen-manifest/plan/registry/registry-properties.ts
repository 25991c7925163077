/** The properties of the private registry: who may use it, beside what every service has. */
import type { ReleaseDeployment, Service } from '../../model/registry/release-deployment.js';
import { Noted } from '../../model/reason.js';
import { isMap, type YamlMap } from '../../yaml-value.js';
import type { PlannedMap } from '../planned.js';
import { errandUsers } from './errand-users.js';
import { type Decided, jobProperties } from './given.js';
import { serviceProperties } from './service-properties.js';

/** The properties of the job docker-registry as the private registry. */
export function registryProperties(service: Service, release: ReleaseDeployment): PlannedMap {
  return jobProperties(service.given, {
    ...serviceProperties(service, release),
    ...(service.given.orDefault('auth.type') === 'users' && access(service, release)),
  });
}

/** The users and roles that are given, and those of the errands; an administrator where no user is given. */
function access({ given }: Service, release: ReleaseDeployment): Decided {
  const users: PlannedMap = {};
  const roles: PlannedMap = {};
  for (const { name, user, role } of errandUsers(release)) {
    users[name] = new Noted(user, { text: `For the errand ${role.errand}` });
    if (role.actions) roles[name] = { ...role.actions };
  }
  const own = given.find('users');
  if (isMap(own?.value)) addTo(users, own.value, (value) => new Noted(value, { from: own }));
  else if (own) return { users: new Noted(own.value, { from: own }), ...rolesOf(given, roles) };
  else {
    users['admin'] = new Noted(
      { passwords: ['((registry_admin_password))'], roles: ['admin'] },
      { text: 'registry.properties.users names users of your own instead' },
    );
  }
  return { users, ...rolesOf(given, roles) };
}

function rolesOf(given: Service['given'], roles: PlannedMap): Decided {
  const own = given.find('roles');
  if (own && !isMap(own.value)) return { roles: own.value === null ? undefined : new Noted(own.value, { from: own }) };
  if (isMap(own?.value)) addTo(roles, own.value, (value) => new Noted(value, { from: own }));
  return { roles: Object.keys(roles).length === 0 ? undefined : roles };
}

function addTo(target: PlannedMap, given: YamlMap, note: (value: YamlMap[string]) => Noted): void {
  for (const [name, value] of Object.entries(given)) target[name] = note(value);
}
