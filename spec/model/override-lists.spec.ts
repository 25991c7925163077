import assert from 'node:assert/strict';
import { assumedFacts } from '../../src/gen-manifest/foundations/diego-facts.js';
import { insecureLists, overrideListFindings } from '../../src/gen-manifest/model/override-lists.js';
import { Settings } from '../../src/gen-manifest/settings/settings.js';
import type { YamlValue } from '../../src/gen-manifest/yaml-value.js';

function findings(garden: YamlValue, stager: YamlValue): string[] {
  const tree = {
    property_overrides: {
      garden: { insecure_docker_registry_list: garden },
      stager: { insecure_docker_registry_list: stager },
    },
  };
  const settings = new Settings([{ origin: { kind: 'stub', file: 'p.yml' }, tree }]);
  return overrideListFindings(settings, insecureLists(assumedFacts)).map(
    ({ severity, message }) => `${severity}: ${message}`,
  );
}

/** What is found of one entry of both lists: `garden | stager`. */
const inBoth = (entry: YamlValue): string =>
  findings([entry], [entry])
    .map((line) => line.replace(/property_overrides\.(\w+)\.insecure_docker_registry_list\[0\]( \([^)]*\))?/, '$1'))
    .join(' | ');

describe('overrideListFindings', () => {
  const fine = ['10.0.0.1:5000', 'a.b:443', 'docker-registry.service.cf.internal:8080', '((x))', '((host)):5000'];
  for (const entry of fine) it(`takes ${entry}`, () => assert.equal(inBoth(entry), ''));

  const stops: [string | null, RegExp][] = [
    ['https://a.b:443', /has a scheme/],
    ['a.b', /has no port/],
    ['a.b:1;rm', /has a character that no address has/],
    ['me:pw@a.b:1', /has credentials before an @/],
    [null, /is not a string/],
  ];
  for (const [entry, problem] of stops) {
    it(`refuses ${entry}, on which staging stops`, () => {
      const found = inBoth(entry);
      assert.match(found, /^error: garden .* \| error: stager /);
      assert.match(found, problem);
      assert.doesNotMatch(found, /pw/);
    });
  }

  const useless: [string, RegExp][] = [
    ['10.0.0.1:99999', /has no port from 1 to 65535/],
    ['a.b:0', /has no port from 1 to 65535/],
    ['a.b:05000', /has no port from 1 to 65535/],
    ['a.b:1/', /has no port from 1 to 65535/],
    ['a.b:1/path', /has no port from 1 to 65535/],
    [':5000', /has no host/],
    ['a:b:1', /is no host name/],
    ['a:b:c', /has no port from 1 to 65535/],
    ['[::1]:5000', /is an IPv6 address/],
    ['10.0.0.256:1', /is no IPv4 address/],
    ['my_registry.b:1', /is no host name/],
    ['localhost:1', /is the container itself/],
    ['127.0.0.1:1', /is the container itself/],
    ['registry:1', /is a bare name/],
    ['169.254.169.254:80', /is link-local/],
  ];
  for (const [entry, problem] of useless) {
    it(`warns of ${entry}, which upstream takes and no image can match`, () => {
      const found = inBoth(entry);
      assert.match(found, /^warning: garden .* \| warning: stager /);
      assert.match(found, problem);
    });
  }

  it("warns of consul's names for staging alone: cells resolve them", () => {
    assert.match(inBoth('a.service.cf.internal:1'), /^warning: stager cannot be resolved in staging containers[^|]*$/);
  });

  it('takes ranges for cells, and refuses them for staging', () => {
    assert.deepEqual(findings(['10.0.0.0/8'], []), []);
    assert.match(findings([], ['10.0.0.0/8']).join(), /^error: .*stager.* is a range, which only garden takes/);
    assert.match(findings(['10.0.0.0/33'], []).join(), /^error: .*garden.* has no port/);
  });

  it('warns of entries in one list alone, without their credentials', () => {
    const found = findings(['me:pw@a.b:1'], null).at(-1);
    assert.equal(found, "warning: ***@a.b:1 is in garden.insecure_docker_registry_list and not in stager's");
  });
});
