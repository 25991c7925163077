/** The built program's Ruby starts without its libraries: templates have them all the same, as from source. */
import assert from 'node:assert/strict';
import { run } from '../../src/gen-manifest/cli/run.js';
import { temporaryFiles } from '../support/temporary-files.js';
import { shell } from './bin.js';

/** Libraries in Ruby, in C, as gems, behind an autoload, and one that the evaluator has in its place. */
const template = `
<%= require 'csv'; CSV.generate_line(['a', 'b c']) %>
<%= require 'digest'; Digest::SHA256.hexdigest('a') %>
<%= IPAddr.new('10.0.0.0/8').include?('10.1.2.3') %>
<%= Base64.strict_encode64('a') %> <%= URI.parse('https://example.com:80/a').port %>
<%= OpenSSL::X509::Certificate.new('((cert))').subject %>
<%= require 'set'; Set[1, 1].size %>
<%= begin; require 'js'; rescue LoadError; $!.message; end %>
<%= begin; require 'no-such-library'; rescue LoadError; $!.message; end %>
<%= 'é'.unicode_normalize(:nfd).length %>
<%= Dir.exist?('/work') || File.exist?('/etc/passwd') %>
`;

describe('render-job of the built program', function () {
  this.timeout(60_000);
  const files = temporaryFiles();

  it('gives templates every library that Ruby has, and no other file', async () => {
    files.write('release/config/final.yml', 'name: tried\n');
    files.write('release/jobs/libraries/spec', 'name: libraries\ntemplates: {a.erb: a}\nproperties: {}\n');
    files.write('release/jobs/libraries/templates/a.erb', template);
    const manifest = files.write(
      'manifest.yml',
      'name: tried\ninstance_groups: [{name: a, instances: 1, networks: [{name: default}], jobs: [{name: libraries, release: tried}]}]\n',
    );
    const argv = ['render-job', '--manifest', manifest, '--release', files.path('release')];
    const written = { out: '', err: '' };
    const io = {
      stdout: (text: string) => void (written.out += text),
      stderr: (text: string) => void (written.err += text),
    };
    assert.equal(await run(argv, io), 0, written.err);
    assert.match(written.out, /a,b c\n[\s\S]*ca978112[\s\S]*true\nYQ== 80\n.*unknown\.invalid\n/);
    assert.match(written.out, /cannot load such file -- no-such-library\n2\nfalse\n/);
    const { stdout, stderr, status } = shell(`gen-manifest ${argv.join(' ')}`, files.folder);
    assert.deepEqual({ status, out: stdout, err: stderr }, { status: 0, ...written });
  });
});
