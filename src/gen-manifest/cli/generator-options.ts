/** The options for versions of diego-release whose manifest upstream's own generator makes. */
import type { Option } from './option.js';

const group = 'Other versions of Diego';
const file = (description: string) =>
  ({ type: 'string', value: 'FILE', description, group, commands: ['diego'] }) as const satisfies Option;

/** Declared as all others are (options.ts), of which they are a part. */
export const generatorOptions = {
  'diego-release': {
    type: 'string',
    value: 'DIR',
    description: 'a checkout of diego-release: it tells the version, and its own generator is run',
    group,
    commands: ['diego', 'stubs', 'validate'],
  },
  sql: file('stub with sql_overrides; from v1.17.0 on Diego needs it'),
  voldriver: file('stub of volume drivers, from v0.1473.0 on'),
  'cf-networking': file('stub of netman or cf-networking, from v0.1487.0 on'),
  'sql-lock': file('stub of locks in SQL, v1.6.2 to v1.8.1'),
  'persistent-disks': file("persistent-disk-overrides stub, up to v0.1444.0; else the environment's sizes"),
  'additional-jobs': file('additional-jobs stub, v0.1085.0 to v0.1444.0; else none'),
} as const satisfies Record<string, Option>;

/** The options that name a file for the generator. */
export const generatorFileOptions = [
  'sql',
  'voldriver',
  'cf-networking',
  'sql-lock',
  'persistent-disks',
  'additional-jobs',
] as const satisfies readonly (keyof typeof generatorOptions)[];
