/** What fits: sizes are told by what knows them, and it is said where nothing does. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { namedSize } from '../../../../src/gen-manifest/plan/review/capacity/disks.js';
import { reviewOf } from '../../../support/review.js';
import { temporaryFiles } from '../../../support/temporary-files.js';

const today = ['--foundation', 'cf-deployment@58.0.0', '--set', 'registry.host=r.example.com'];

describe('planCapacity', () => {
  const files = temporaryFiles();
  const base = (cell: object): string =>
    files.write(
      'cf.yml',
      stringify({ manifest_version: 'v58.0.0', instance_groups: [{ name: 'diego-cell', ...cell }] }),
    );
  const staging = async (...argv: readonly string[]) => (await reviewOf(...argv)).capacity[0];

  it('takes the disk of a cell from what the rep is told, else from the name of an extension', async () => {
    const rep = { name: 'rep', properties: { diego: { executor: { disk_capacity_mb: 20480 } } } };
    const told = await staging('--base', base({ jobs: [rep], vm_extensions: ['100GB_ephemeral_disk'] }));
    assert.deepEqual([told?.usedMb, told?.wholeMb, told?.severity], [10240, 20480, 'note']);
    assert.match(told?.note ?? '', /at most 2 apps can be staged on a cell at a time/);
    const named = await staging(
      '--base',
      base({ vm_extensions: ['100GB_ephemeral_disk'] }),
      '--set',
      'staging.disk_mb=90000',
    );
    assert.deepEqual([named?.wholeMb, named?.severity], [102400, 'warning']);
    const small = await staging('--base', base({ vm_extensions: ['5GB_ephemeral_disk'] }));
    assert.equal(small?.severity, 'error');
    assert.match(small?.note ?? '', /nothing could be staged/);
  });

  it('says what would tell a size that is not known', async () => {
    const without = await staging(...today);
    assert.equal(without?.wholeMb, undefined);
    assert.match(without?.note ?? '', /given with --base, names the disk of its cells/);
    const typed = await staging('--base', base({ vm_type: 'large' }));
    assert.match(typed?.note ?? '', /the cloud config, given with --cloud-config, tells the disk of the VM type large/);
  });

  it('takes the disk of the cells of vSphere and AWS from their cloud properties', async () => {
    const { capacity } = await reviewOf('--env', 'vsphere', '--set', 'registry.host=10.0.4.20');
    assert.equal(capacity[0]?.wholeMb, 50000);
  });

  it('shows from where on the cache removes images', async () => {
    const { capacity } = await reviewOf(...today, '--set', 'cache.properties.disk_limit_percent=50');
    assert.deepEqual([capacity[1]?.usedMb, capacity[1]?.wholeMb], [51200, 102400]);
  });
});

describe('sizes of a cloud config', () => {
  const files = temporaryFiles();
  const cf = (): string => {
    const cell = { name: 'diego-cell', vm_type: 'small', vm_extensions: ['100GB_ephemeral_disk'] };
    return files.write('cf.yml', stringify({ manifest_version: 'v58.0.0', instance_groups: [cell] }));
  };
  const director = (more: object = {}): string =>
    files.write(
      'director.yml',
      stringify({
        disk_types: [
          { name: '100GB', disk_size: 51200 },
          { name: 'large', disk_size: 204800 },
          { name: 'open', disk_size: '((size))' },
        ],
        vm_types: [{ name: 'small', cloud_properties: { machine_type: 'n1', root_disk_size_gb: 20 } }],
        vm_extensions: [{ name: '100GB_ephemeral_disk', cloud_properties: { root_disk_size_gb: 60 } }],
        ...more,
      }),
    );
  const both = ['--set', 'registry.host=r.example.com', '--set', 'cache.host=c.example.com'];

  it('are what counts, whatever the names say', async () => {
    const { capacity, growth } = await reviewOf(...both, '--base', cf(), '--cloud-config', director());
    assert.deepEqual(
      capacity.map(({ wholeMb }) => wholeMb),
      [61440, 51200],
    );
    assert.match(capacity[0]?.note ?? '', /has by vm_extensions 100GB_ephemeral_disk of .*director\.yml: at most 6/);
    assert.match(capacity[1]?.note ?? '', /the size is by disk_types 100GB of .*director\.yml$/);
    assert.equal(growth?.diskMb, 51200);
    assert.match(growth?.basis ?? '', /disk_types 100GB of .*director\.yml$/);
  });

  it('are those of the VM type where no extension has one, and of what the name says where neither has', async () => {
    const only = (more: object) => reviewOf(...both, '--base', cf(), '--cloud-config', director(more));
    const typed = (await only({ vm_extensions: [{ name: '100GB_ephemeral_disk' }] })).capacity[0];
    assert.equal(typed?.wholeMb, 20480);
    assert.match(typed?.note ?? '', /vm_types small of /);
    const named = (await only({ vm_extensions: [{ name: '100GB_ephemeral_disk' }], vm_types: [] })).capacity[0];
    assert.equal(named?.wholeMb, 102400);
    assert.match(named?.note ?? '', /by the name of 100GB_ephemeral_disk, as .*director\.yml has no size for it/);
  });

  it('reads the disk of OpenStack by the environment, or by its networks', async () => {
    const root = { vm_extensions: [{ name: '100GB_ephemeral_disk', cloud_properties: { root_disk: { size: 80 } } }] };
    const networks = [{ name: 'default', type: 'manual', subnets: [{ cloud_properties: { net_id: 'x' } }] }];
    const shown = (more: object, ...argv: readonly string[]) =>
      reviewOf(...both, '--base', cf(), '--cloud-config', director({ ...root, vm_types: [], ...more }), ...argv);
    assert.equal((await shown({ networks })).capacity[0]?.wholeMb, 81920);
    assert.equal((await shown({}, '--env', 'openstack')).capacity[0]?.wholeMb, 81920);
  });

  it('are those of the cloud config that the review makes, where the director has none or lacks the disk type', async () => {
    const made = ['--env', 'gcp', '--set', 'iaas.gcp.disk_pools.docker_disks.disk_size=20480'];
    const without = await reviewOf(...today, ...made);
    assert.equal(without.growth?.diskMb, 20480);
    assert.match(without.growth?.basis ?? '', /disk_types 100GB of the cloud-config\.yml that this review makes/);
    const lacking = [...made, '--set', 'bosh.persistent_disk_type=new', '--cloud-config', director()];
    assert.equal((await reviewOf(...today, ...lacking)).growth?.diskMb, 20480);
  });

  it('are found for a disk type of any name; where nothing has it, the bars say what would tell it', async () => {
    const typed = (name: string) => [...both, '--base', cf(), '--set', `bosh.persistent_disk_type=${name}`];
    const large = await reviewOf(...typed('large'), '--cloud-config', director());
    assert.deepEqual([large.capacity[1]?.wholeMb, large.growth?.diskMb], [204800, 204800]);
    const unknown = await reviewOf(...typed('large'));
    assert.equal(unknown.growth, undefined);
    assert.deepEqual(
      unknown.capacity.slice(1).map(({ usedMb, wholeMb }) => [usedMb, wholeMb]),
      [
        [1000, undefined],
        [undefined, undefined],
      ],
    );
    for (const { note } of unknown.capacity.slice(1))
      assert.match(note, /the cloud config, given with --cloud-config, tells the size of the disk type large$/);
    const open = await reviewOf(...typed('open'), '--cloud-config', director());
    assert.match(open.capacity[2]?.note ?? '', /director\.yml has no number for disk_size of the disk type open$/);
  });
});

describe('planGrowth', () => {
  it('says when the disk is full, and what was assumed', async () => {
    const { growth } = await reviewOf(...today);
    assert.deepEqual([growth?.diskMb, growth?.mbPerDay, growth?.fullAfterDays], [102400, 1000, 102]);
    assert.match(growth?.basis ?? '', /is not set: ten pushes a day/);
    const given = (await reviewOf(...today, '--set', 'review.growth_mb_per_day=51200')).growth;
    assert.equal(given?.fullAfterDays, 2);
    assert.match(given?.basis ?? '', /^review\.growth_mb_per_day is 51200 MiB/);
  });

  it('says nothing where images are in a bucket, or where the size is in the cloud config alone', async () => {
    const s3 = [
      'registry.properties.storage.type=s3',
      'registry.properties.storage.s3.bucket=b',
      'registry.properties.storage.s3.region=r',
    ];
    assert.equal((await reviewOf(...today, ...s3.flatMap((each) => ['--set', each]))).growth, undefined);
    assert.equal((await reviewOf(...today, '--set', 'bosh.persistent_disk_type=large')).growth, undefined);
  });
});

describe('namedSize', () => {
  it('reads what a name says, and nothing into one that says nothing', () => {
    assert.equal(namedSize('100GB'), 102400);
    assert.equal(namedSize('small-highmem-50GB-ephemeral-disk'), 51200);
    assert.equal(namedSize('1TB_ephemeral_disk'), 1024 * 1024);
    for (const name of ['', 'large', 'GB', '0GB', 'x100GBx', 'v2GBit']) assert.equal(namedSize(name), undefined, name);
    fc.assert(fc.property(fc.string(), (name) => assert.ok((namedSize(name) ?? 1) > 0)));
  });
});
