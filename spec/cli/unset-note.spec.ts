import assert from 'node:assert/strict';
import { unsetNote } from '../../src/gen-manifest/cli/unset-note.js';
import type { Loaded } from '../../src/gen-manifest/settings/load.js';
import { Settings } from '../../src/gen-manifest/settings/settings.js';

describe('unsetNote', () => {
  const nothing: Loaded = { settings: new Settings([]), sections: {}, sources: [], findings: [] };
  const source = { file: 'x', text: '', events: [], value: {} };
  const everything: Loaded = { ...nothing, cf: {}, sections: { property_overrides: { source, value: {} } } };
  const document =
    '# ((variables)) in the header\n---\na: ((cf_name))\nb: ((bbs_ca_cert)), ((etcd_ca_cert))\nc: ((x))\n';

  it('says what fills the variables, by where their values come from', () => {
    assert.equal(
      unsetNote(document, nothing),
      [
        'note: 1 variable stands for values of the deployed CF manifest: -c cf.yml fills them',
        'note: 2 variables stand for certificates and keys of BBS and etcd: -p property-overrides.yml fills them',
        'note: 1 variable to set in a settings file or when deploying: x',
        '',
      ].join('\n'),
    );
  });

  it('names them all where the inputs were given', () => {
    assert.match(
      unsetNote(document, everything),
      /^note: 4 variables to set .*: cf_name, bbs_ca_cert, etcd_ca_cert, x\n$/,
    );
    assert.equal(unsetNote('# x\n---\na: 1\n', nothing), '');
  });

  it('counts names in every script, and each once', () => {
    const text = '#\n---\na: ((größe))\nb: ((!größe))/((/dir/имя))\nc: (( merge ))\n';
    assert.equal(
      unsetNote(text, nothing),
      'note: 2 variables to set in a settings file or when deploying: größe, /dir/имя\n',
    );
  });
});
