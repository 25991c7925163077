/** What the reference says of diego-release and cf-release, against the tables here. */
import assert from 'node:assert/strict';
import { stagers } from '../../../src/gen-manifest/foundations/diego-release/bridge.js';
import { diegoFacts } from '../../../src/gen-manifest/foundations/diego-release/facts.js';
import {
  letters,
  positions,
  sqlRequired,
} from '../../../src/gen-manifest/foundations/diego-release/generator-files.js';
import { generatorFlags } from '../../../src/gen-manifest/foundations/diego-release/generator-flags.js';
import { grootfsList } from '../../../src/gen-manifest/foundations/diego-release/insecure-registries.js';
import { keysAt } from '../../../src/gen-manifest/foundations/diego-release/stub-keys-at.js';
import { type StubSectionName, stubKeys } from '../../../src/gen-manifest/foundations/diego-release/stub-keys.js';
import { dockerProperty } from '../../../src/gen-manifest/foundations/cf-release/docker-support.js';
import { asVersion } from '../../../src/gen-manifest/foundations/cf-release/released.js';
import { ownList, stagerReads, stagesItself } from '../../../src/gen-manifest/foundations/cf-release/stager.js';
import {
  jobDisk,
  templateDisk,
  templateMemory,
  timeoutProperty,
} from '../../../src/gen-manifest/foundations/cf-release/staging-limits.js';
import { cacheAddress, diegoFillsCache } from '../../../src/gen-manifest/foundations/diego-wiring.js';
import { factAt, factsAt, type VersionRow } from '../../../src/gen-manifest/foundations/version-rows.js';
import { inCfRelease, inDiego, type Row, text } from './ranges.js';

const properties = (path: string): string => path.replace(/^properties\./, '');

/** Rows `stub key -> place in the manifest`, of staging, cells and grootfs. */
export function stubRows(rows: readonly Row[]): void {
  for (const { path, emits, type, from, to, condition } of rows) {
    if (from === undefined) {
      const known = Object.keys(stubKeys.property_overrides);
      assert.deepEqual(
        known.filter((key) => key.includes('docker_registry_address')),
        [],
      );
      continue;
    }
    const stub = text(path).replace('property_overrides.', '');
    const place = properties(text(emits));
    inDiego(`${text(from)} .. ${text(to)}`, (version) => {
      const { staging, cells } = diegoFacts(version);
      const again = factAt(grootfsList, version);
      if (condition !== undefined) {
        const flag = text(condition) === 'always' ? undefined : 'grootfs';
        return again?.manifest === place && again.flag === flag && cells.stub === stub;
      }
      const form = text(type) === 'string' ? 'url' : text(type);
      return [staging, cells].some((key) => key.stub === stub && key.manifest === place && key.form === form);
    });
  }
}

/** Properties of jobs: what the manifest must have for them. */
export function jobRows(rows: readonly Row[]): void {
  for (const { property, from, to } of rows) {
    const name = text(property);
    // The stager of v0.1469.0 is cf-release's, and reads the same property.
    const until = name === 'diego.stager.insecure_docker_registry_list' ? 'v0.1469.0' : text(to);
    if (/insecure_docker_registry|docker_registry_url/.test(name)) {
      inDiego(`${text(from)} .. ${until}`, (version) => {
        const { staging, cells } = diegoFacts(version);
        return [staging.manifest, cells.manifest].includes(name);
      });
    }
    if (name === 'diego.stager.docker_registry_address') {
      inDiego(`${text(from)} .. v1.35.0`, (version) => !diegoFacts(version).cacheByAddress);
    }
  }
}

/** The list that the stager of cf-release reads. */
export function stagerRows(rows: readonly Row[]): void {
  for (const { property, cf_release: range } of rows) {
    if (!text(property).endsWith('insecure_docker_registry_list')) continue;
    inCfRelease(text(range), (version) => factsAt(stagerReads, asVersion(version)).includes(text(property)));
  }
}

/** Cloud Controller: its list, who stages, and the property that lets apps be images. */
export function cloudControllerRows(rows: readonly Row[]): void {
  for (const row of rows) {
    const property = text(row['property']);
    const range = text(row['cf_release']);
    if (property === 'cc.diego.insecure_docker_registry_list')
      inCfRelease(range, (version) => factAt(ownList, asVersion(version)) === property);
    if (property === 'cc.diego_docker')
      inCfRelease(range, (version) => factAt(dockerProperty, asVersion(version)) === property);
    if (property === 'cc.diego.temporary_local_staging') {
      inCfRelease(text(row['cf_release_false']), (version) => factAt(stagesItself, asVersion(version)) === false);
      inCfRelease(text(row['cf_release_true']), (version) => factAt(stagesItself, asVersion(version)) === true);
    }
  }
}

/** Where Diego looks its cache up, and until when. */
export function consulRows(row: Row): void {
  assert.match(text(row['service_queried']), /docker-registry/);
  assert.equal(row['egress_port_opened'], cacheAddress.port);
  assert.ok(
    diegoFillsCache({ name: 'diego-release', version: text(row['diego_stager_tags']).split(' .. v')[1] ?? '' }),
  );
}

/** Limits that the templates of cf-release write: rows of two files that adjoin and have the same value are one. */
export function templateRows(rows: readonly Row[]): void {
  const tables: Readonly<Record<string, readonly VersionRow<number>[]>> = {
    staging_disk_limit_mb: templateDisk,
    staging_memory_limit_mb: templateMemory,
  };
  const written = rows.filter(({ key, file }) => tables[text(key)] && !text(file).includes('small-apps'));
  const number = (version: unknown): number => Number(text(version).slice(1));
  const goesOn = (row: Row, next: Row): boolean =>
    row['key'] === next['key'] && row['value'] === next['value'] && number(row['to']) + 1 === number(next['from']);
  const ranges = written.filter((row) => !written.some((before) => goesOn(before, row)));
  for (const { key, value, from, to, ...row } of ranges) {
    const next = written.find((each) => goesOn({ key, value, to, ...row }, each));
    const table = tables[text(key)] as readonly VersionRow<number>[];
    inCfRelease(
      `${text(from)} .. ${text(next?.['to'] ?? to)}`,
      (version) => factAt(table, asVersion(version)) === value,
    );
  }
}

/** Limits that the job of Cloud Controller has by itself, and where it reads the timeout. */
export function jobSpecRows(rows: readonly Row[]): void {
  for (const { property, default: value, cf_release: range } of rows) {
    if (property === 'dea_next.staging_disk_limit_mb')
      inCfRelease(text(range), (version) => factAt(jobDisk, asVersion(version)) === value);
    if (text(property).endsWith('staging_timeout_in_seconds'))
      inCfRelease(text(range), (version) => factAt(timeoutProperty, asVersion(version)) === property);
  }
}

/** The ways in which the generator takes its arguments: every letter that the reference names is in the tables. */
export function cliRows(rows: readonly Row[]): void {
  const letterAt = (version: string): string[] => [
    ...factsAt(letters, version).map(({ letter }) => letter),
    ...Object.values(generatorFlags).flatMap((flag) => factsAt(flag.letters as readonly VersionRow<string>[], version)),
  ];
  for (const row of rows) {
    const [from, to] = [text(row['from']).slice(1), text(row['to']).slice(1)];
    if (from === '0.1014.0') continue;
    const count = /^(\d) positional/.exec(text(row['args']))?.[1];
    for (const version of [from, to]) {
      if (count !== undefined) assert.equal((factAt(positions, version)?.length ?? 0) + 1, Number(count), version);
      for (const named of [row['mandatory'], row['optional'], row['adds']].flat()) {
        const [letter = ''] = /^-\w/.exec(text(named)) ?? [];
        if (letter !== '') assert.ok(letterAt(version).includes(letter), `${letter} of ${version}`);
      }
    }
    if (text(row['changes']).startsWith('-s mandatory')) {
      inDiego(`v${from} .. v1.35.0`, (version) => factAt(sqlRequired, version) === true);
    }
  }
}

/** Sections of stubs, and the releases that have a version in one. */
export function sectionRows(row: Row): void {
  const sections: Readonly<Record<string, StubSectionName>> = {
    persistent_disk_overrides: 'persistent_disk_overrides',
    release_versions: 'release_versions',
    sql_overrides: 'sql_overrides',
  };
  for (const [name, section] of Object.entries(sections)) {
    const { from, to } = row[name] as Row;
    inDiego(`${text(from)} .. ${text(to)}`, (version) => keysAt(section, version).size > 0);
  }
  const { children } = row['iaas_settings'] as Row;
  for (const [key, since] of Object.entries(children as Row)) {
    const [, first] = /^v(\S+)\+$/.exec(text(since)) ?? [];
    const read = (version: string): boolean =>
      [...keysAt('iaas_settings', version)].some((path) => path === key || path.startsWith(`${key}.`));
    inDiego(`v${first ?? '0.1072.0'} .. v1.35.0`, read);
  }
  const { from, to } = row['additional_jobs'] as Row;
  inDiego(
    `${text(from)} .. ${text(to)}`,
    (version) => factAt(positions, version)?.includes('additional-jobs') === true,
  );
}

/** The release that the bridge's jobs come from. */
export function bridgeRows(row: Row): void {
  for (const [range, releases] of Object.entries(row)) {
    const [first, ...others] = text(releases).split('; ');
    inDiego(range.replace('-', ' .. '), (version) => {
      const stager = factAt(stagers, version);
      const byFlag = Object.values(stager?.with ?? {}).filter((release) => release !== 'none');
      return stager?.release === first && byFlag.join() === others.map((each) => each.split(' ')[0]).join();
    });
  }
}
