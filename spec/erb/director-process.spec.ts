/** What templates find in a Director beside `p`, `link` and `spec`: its helpers, classes and libraries. */
import assert from 'node:assert/strict';
import { instanceSpec, type JobSource, type Link } from '../../src/gen-manifest/erb/job.js';
import { sentence } from '../../src/gen-manifest/erb/problem.js';
import { bootRuby, type Ruby } from '../../src/gen-manifest/erb/ruby.js';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';

const spec = `
name: web
templates: {t.erb: config/t}
properties: {port: {default: 80}, tls.key: {}, list: {}}
consumes: [{name: db, type: db, optional: true}]
`;

describe('a template in a Director', function () {
  this.timeout(60_000);
  let ruby: Ruby;

  before(async () => {
    ruby = await bootRuby();
  });

  /** The text, or what is wrong. */
  function answer(template: string, properties: YamlMap = {}, links: Readonly<Record<string, Link>> = {}): string {
    const job: JobSource = { name: 'web', spec, templates: new Map([['t.erb', template]]) };
    const { problems, files } = ruby.render(job, { properties, links, instance: instanceSpec() });
    return problems.length > 0 ? problems.map(sentence).join('\n') : (files.get('t.erb')?.text ?? '');
  }

  it('looks up, copies and sets properties by dotted names', () => {
    assert.equal(answer('<%= lookup_property(raw_properties, "tls.key").inspect %>'), 'nil');
    assert.equal(answer('<%= lookup_property({ "a" => { "b" => 1 } }, "a.b") %>'), '1');
    assert.equal(answer('<% set_property(h = {}, "a.b", 2) %><%= h.to_json %>'), '{"a":{"b":2}}');
    assert.equal(
      answer(
        '<% copy_property(h = {}, { "a" => { "b" => 1 } }, "a.b"); copy_property(h, {}, "c", 3) %><%= h.to_json %>',
      ),
      '{"a":{"b":1},"c":3}',
    );
    assert.equal(
      answer('<%= sort_property("b" => 1, "a" => { "d" => 1, "c" => 2 }).to_json %>'),
      '{"a":{"c":2,"d":1},"b":1}',
    );
    assert.equal(
      answer('<% copy_property({}, { "a" => "x" }, "a.b") %>'),
      "web/t.erb, line 1: Property 'a.b' expects a hash, but received 'String'",
    );
  });

  it('rescues by the classes of the Director, and reads the names that they hold', () => {
    const rescued = (error: string): string =>
      `<% begin; p("gone"); rescue ${error} => e %><%= e.name.inspect %><% end %>`;
    assert.equal(answer(rescued('Bosh::Common::Template::UnknownProperty')), '["gone"]');
    assert.equal(answer(rescued('UnknownProperty')), '["gone"]');
    assert.equal(
      answer('<% begin; link("db"); rescue Bosh::Common::Template::UnknownLink %>no link<% end %>'),
      'no link',
    );
  });

  it('looks up nothing behind the first property of if_p that has no value', () => {
    const template = '<% if_p("tls.key", "list.a") { %>both<% }.else { %>none<% } %>';
    assert.equal(answer(template, { list: ['a list cannot be asked for a'] }), 'none');
    assert.match(answer(template, { list: ['a'], tls: { key: 'k' } }), /TypeError/);
  });

  it('tells a link without an address from one whose address is null', () => {
    const none: Link = { instances: [], properties: {} };
    const template = '<%= link("db").address.inspect %>';
    assert.equal(
      answer(template, {}, { db: none }),
      'web/t.erb, line 1: NotImplementedError: link.address requires bosh director',
    );
    assert.equal(answer(template, {}, { db: { ...none, address: null } }), 'nil');
  });

  it('finds the libraries that the Director has loaded, without asking for them', () => {
    const uses = [
      ['IPAddr.new("10.0.0.0/8").include?("10.1.2.3")', 'true'],
      ['URI.parse("https://a.example:8443/x").port', '8443'],
      ['Digest::SHA256.hexdigest("")[0, 8]', 'e3b0c442'],
      ['Base64.strict_encode64("a")', 'YQ=='],
      ['SecureRandom.hex(4).length', '8'],
      ['Time.parse("2026-01-02T03:04:05Z").year', '2026'],
      ['Date.new(2026, 1, 2).yday', '2'],
      ['OpenSSL::Digest.new("SHA256").name', 'SHA256'],
      ['Pathname.new("/a/b").basename', 'b'],
      ['Set.new([1, 1]).size', '1'],
    ] as const;
    for (const [use, wanted] of uses) assert.equal(answer(`<%= ${use} %>`), wanted, use);
  });

  it("has the Director's own methods of hashes", () => {
    assert.equal(
      answer('<%= { "a" => { "b" => 1 } }.to_openstruct.a.b %> <%= [{ "c" => 2 }].to_openstruct[0].c %>'),
      '1 2',
    );
    assert.equal(
      answer('<%= { "a" => { "b" => 1, "c" => 1 } }.recursive_merge("a" => { "c" => 2 }).to_json %>'),
      '{"a":{"b":1,"c":2}}',
    );
  });
});
