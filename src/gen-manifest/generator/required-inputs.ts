/** What a version's generator cannot do without, and what it does not take: told all at once, before it runs. */
import type { Finding } from '../errors.js';
import { type GeneratorFile, letters, positions, sqlRequired } from '../foundations/diego-release/generator-files.js';
import { foundationText } from '../foundations/foundation.js';
import { factAt, type VersionRow } from '../foundations/version-rows.js';
import type { Deployment } from '../model/deployment.js';
import type { Loaded } from '../settings/load.js';
import { takesFile } from './command-line.js';

/** Findings for inputs that are missing, or that this version does not take. */
export function inputFindings({ foundation, generatorFlags, cf }: Deployment, loaded: Loaded): Finding[] {
  const { version } = foundation;
  const of = foundationText(foundation);
  const given = Object.keys(loaded.generatorFiles ?? {}) as GeneratorFile[];
  const needsUuid = takesFile(version, 'director-uuid') && loaded.cfManifest !== undefined;
  const sqlFlags = (['no-etcd', 'sql-lock'] as const).filter((flag) => generatorFlags.includes(flag));
  const needsSql = factAt(sqlRequired, version) === true || sqlFlags.length > 0;
  return [
    ...given.filter((file) => !takesFile(version, file)).map((file) => notTaken(file, of)),
    ...(loaded.cfManifest ? [] : [missing(`${of} needs the deployed CF manifest`, 'add -c cf.yml')]),
    ...(needsUuid && typeof cf('director_uuid') !== 'string'
      ? [
          missing(
            'the CF manifest has no director_uuid, which Diego needs',
            'bosh env --json shows it; add it at the top',
          ),
        ]
      : []),
    ...(needsSql && !given.includes('sql')
      ? [missing(`${[of, ...sqlFlags].join(' with ')} needs a stub with sql_overrides`, 'add --sql FILE')]
      : []),
  ];
}

function missing(message: string, hint: string): Finding {
  return { code: 'missing', severity: 'error', message, hint };
}

function notTaken(file: GeneratorFile, of: string): Finding {
  const rows: readonly VersionRow<unknown>[] = [
    ...positions.filter(({ fact }) => fact.includes(file)),
    ...letters.filter(({ fact }) => fact.file === file),
  ];
  const versions = rows.map(({ range }) =>
    range
      .replace(/^>=(.*)$/, '$1 and later')
      .replace(/^<=/, 'up to ')
      .replace(' - ', ' to '),
  );
  return {
    code: 'usage',
    severity: 'error',
    message: `the generator of ${of} takes no --${file}`,
    hint: `diego-release ${versions.join(', ')} does`,
  };
}
