/** The users of the registry that its errands work as, where the settings name no others. */
import type { ReleaseDeployment } from '../../model/registry/release-deployment.js';
import { scalarText, type YamlMap } from '../../yaml-value.js';

/** A user, and the role that is made for it where none of the registry's own fits. */
export interface ErrandUser {
  readonly name: string;
  readonly password: string;
  readonly user: YamlMap;
  readonly role: { readonly errand: string; readonly actions?: YamlMap };
}

/** One for each errand that logs in, is deployed, and has no user of the operator's. */
export function errandUsers({ registry, errands }: ReleaseDeployment): ErrandUser[] {
  if (registry?.given.orDefault('auth.type') !== 'users') return [];
  return errands.flatMap(({ name, given }): ErrandUser[] => {
    if (given.find('username')) return [];
    if (name === 'smoke-tests') return [smokeTests(scalarText(given.orDefault('repository')))];
    return name === 'mirror-images' ? [mirror] : [];
  });
}

/** It pushes to its one repository, and deletes there what it pushed. */
function smokeTests(repository: string): ErrandUser {
  const name = 'smoke-tests';
  const password = '((registry_smoke_tests_password))';
  return {
    name,
    password,
    user: { passwords: [password], roles: [name] },
    role: { errand: name, actions: { actions: ['push', 'delete'], repositories: [repository] } },
  };
}

const mirrorPassword = '((registry_mirror_password))';
const mirror: ErrandUser = {
  name: 'mirror',
  password: mirrorPassword,
  user: { passwords: [mirrorPassword], roles: ['writer'] },
  role: { errand: 'mirror-images' },
};
