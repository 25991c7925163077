/**
 * The switches of scripts/generate-deployment-manifest, by the versions that heed them. One letter has had several
 * meanings, and one meaning several letters, so that a switch has a name here.
 *
 * Source: diego-release v0.1462.0 to v1.35.0, scripts/generate-deployment-manifest. A letter that is parsed and
 * ignored in a version (-k, -r from v0.1469.0 to v1.13.0 and from v1.17.0 on, -b from v0.1469.0 to v0.1477.0, -g from
 * v0.1488.0 on, -G from v1.33.0 on) is none of that version here.
 */
import type { VersionRow } from '../version-rows.js';

/** A switch: what it asks for, and its letters. */
interface Switch {
  /** What it does, for help and messages. */
  readonly does: string;
  readonly letters: readonly VersionRow<string>[];
}

/** Every switch by its name. */
export const generatorFlags = {
  'rootfs-release': {
    does: 'takes the cflinuxfs2 stack from cflinuxfs2-rootfs-release, from v1.14.0 on from cflinuxfs2-release',
    letters: [
      { range: '0.1462.0 - 0.1468.0', fact: '-r' },
      { range: '1.14.0 - 1.16.1', fact: '-r' },
    ],
  },
  'cf-bridge': {
    does: 'takes stager, nsync, tps and cc_uploader from cf-release',
    letters: [{ range: '0.1463.0 - 0.1468.0', fact: '-b' }],
  },
  'capi-bridge': {
    does: 'takes the bridge to Cloud Controller from capi-release',
    letters: [{ range: '>=0.1478.0', fact: '-b' }],
  },
  'garden-runc': {
    does: 'runs cells with garden-runc (before v0.1471.0 with guardian), the default from v0.1488.0 on',
    letters: [{ range: '0.1465.0 - 0.1487.0', fact: '-g' }],
  },
  'garden-linux': {
    does: 'runs cells with garden-linux',
    letters: [{ range: '>=0.1488.0', fact: '-L' }],
  },
  'no-etcd': {
    does: 'deploys no etcd, which needs SQL',
    letters: [
      { range: '0.1473.0', fact: '-e' },
      { range: '>=0.1474.0', fact: '-x' },
    ],
  },
  'no-cc-bridge': {
    does: 'deploys no stager, nsync and tps-listener: Cloud Controller does their work itself',
    letters: [{ range: '>=1.5.0', fact: '-B' }],
  },
  'local-route-emitters': {
    does: 'runs a route-emitter on every cell',
    letters: [{ range: '>=1.5.1', fact: '-R' }],
  },
  'sql-lock': {
    does: 'keeps locks in SQL by locket',
    letters: [{ range: '>=1.9.0', fact: '-Q' }],
  },
  grootfs: {
    does: 'makes root file systems with grootfs, the default from v1.33.0 on',
    letters: [{ range: '1.8.0 - 1.32.2', fact: '-G' }],
  },
} as const satisfies Record<string, Switch>;

export type GeneratorFlag = keyof typeof generatorFlags;
