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
    assert.match(typed?.note ?? '', /the cloud config tells the disk of the VM type large/);
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
