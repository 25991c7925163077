/** What a template sees, and what a wrong template or a wrong manifest comes to. */
import assert from 'node:assert/strict';
import { instanceSpec, type JobSource, type Link } from '../../src/gen-manifest/erb/job.js';
import { sentence, type TemplateProblem } from '../../src/gen-manifest/erb/problem.js';
import { bootRuby, type Ruby } from '../../src/gen-manifest/erb/ruby.js';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';

const spec = `
name: web
templates:
  t.erb: config/t
properties:
  port: {default: 80}
  tls.key: {}
  tls.map: {default: {b: 1, a: {d: 1, c: 2}}}
  flag: {default: false}
  list: {}
consumes:
- {name: db, type: db, optional: true}
`;

const db: Link = {
  address: 'db.example.com',
  properties: { user: 'u', tls: { ca: 'x' } },
  instances: [
    { name: 'db', index: 0, id: 'a', az: 'z1', address: '10.0.0.5', bootstrap: true, properties: { user: 'i' } },
    { name: 'db', index: 1, id: 'b', az: null, address: '10.0.0.6', bootstrap: false },
  ],
};

describe('Ruby.render', function () {
  this.timeout(60_000);
  let ruby: Ruby;
  const printed: string[] = [];

  before(async () => {
    ruby = await bootRuby({ print: (line) => printed.push(line) });
  });

  const source = (template: string, jobSpec = spec): JobSource => ({
    name: 'web',
    spec: jobSpec,
    templates: new Map([['t.erb', template]]),
  });

  interface Given {
    readonly properties?: YamlMap;
    readonly links?: Readonly<Record<string, Link>>;
  }

  /** The text of one template; fails where something is wrong. */
  function text(template: string, { properties = {}, links }: Given = {}): string {
    const job = ruby.render(source(template), { properties, ...(links && { links }), instance: instanceSpec() });
    assert.deepEqual(job.problems.map(sentence), []);
    assert.equal(job.files.get('t.erb')?.target, 'config/t');
    return job.files.get('t.erb')?.text ?? '';
  }

  function problems(template: string, { properties = {}, links }: Given = {}, jobSpec = spec): TemplateProblem[] {
    const input = { properties, ...(links && { links }), instance: instanceSpec() };
    return [...ruby.render(source(template, jobSpec), input).problems];
  }

  it('gives defaults, what the manifest sets, and null for what has neither', () => {
    assert.equal(text('<%= p("port") %> <%= p("flag").inspect %>'), '80 false');
    assert.equal(text('<%= p("port") %>', { properties: { port: '0123' } }), '0123');
    assert.equal(text('<%= p("port") %>', { properties: { port: null } }), '80');
    assert.equal(text('<%= raw_properties.keys.sort.inspect %>'), '["flag", "list", "port", "tls"]');
    assert.equal(text('<%= raw_properties["tls"].fetch("key").inspect %>'), 'nil');
  });

  it('takes the first name that has a value, then the default of the call', () => {
    assert.equal(text('<%= p(["tls.key", "port"]) %>'), '80');
    assert.equal(text('<%= p("tls.key", "none") %>'), 'none');
    assert.equal(text('<%= p(["tls.key", "list"], nil).inspect %>'), 'nil');
  });

  it('sorts the keys of hashes, as the Director does', () => {
    assert.equal(text('<%= p("tls.map").to_json %>'), '{"a":{"c":2,"d":1},"b":1}');
    assert.equal(text('<%= p("list").to_json %>', { properties: { list: [{ b: 1, a: 2 }] } }), '[{"b":1,"a":2}]');
  });

  it('keeps what is not declared away from the template', () => {
    const [problem] = problems('a\n\n<%= p("secret") %>', { properties: { secret: 1 } });
    assert.deepEqual(problem, {
      code: 'unknown-property',
      message: 'the template needs the property secret, which has no value',
      hint: "Set it in the manifest; if it is set, the job's spec does not declare it under this name.",
      job: 'web',
      template: 't.erb',
      line: 3,
      properties: ['secret'],
    });
    assert.equal(sentence(problem), `web/t.erb, line 3: ${problem.message}`);
  });

  it('runs one branch of if_p, else_if_p, else', () => {
    const chain =
      '<% if_p("tls.key", "port") { |k, v| %>both <%= v %><% }.else_if_p("list") { |l| %><%= l.join %><% }.else { %>none<% } %>';
    assert.equal(text(chain), 'none');
    assert.equal(text(chain, { properties: { list: ['a', 'b'] } }), 'ab');
    assert.equal(text(chain, { properties: { tls: { key: 'k' }, list: ['a'] } }), 'both 80');
  });

  it('gives links with their instances, properties and address', () => {
    const links = { db };
    assert.equal(text('<%= link("db").address(azs: ["z1"]) %>', { links }), 'db.example.com');
    assert.equal(
      text('<%= link("db").instances.map { |i| [i.address, i.az, i.bootstrap] }.to_json %>', { links }),
      '[["10.0.0.5","z1",true],["10.0.0.6",null,false]]',
    );
    assert.equal(text('<%= link("db").p("tls.ca") %> <%= link("db").instances[0].p("user") %>', { links }), 'x i');
    assert.equal(
      text('<% if_link("db") { |l| l.if_p("user") { |u| %><%= u %><% } }.else { %>none<% } %>', { links }),
      'u',
    );
    assert.equal(text('<% if_link("db") { |l| %>there<% }.else_if_p("port") { |v| %><%= v %><% } %>'), '80');
    assert.deepEqual(
      problems('<%= link("db").p("password") %>', { links }).map(({ code, properties }) => [code, properties]),
      [['unknown-property', ['password']]],
    );
  });

  it('makes the name of BOSH DNS that a link is asked for, as a Director without short names', () => {
    const query = { group: 'db_z1', network: 'Default', deployment: 'cf', domain: 'bosh', azs: ['z1', 'z2'] };
    const asked = (criteria: string): string => text(`<%= link("db").address(${criteria}) %>`, { links: { db: asks } });
    const asks: Link = { instances: [], properties: {}, query };
    const names = {
      '': 'q-s0',
      'azs: ["z2"]': 'q-a2s0',
      'azs: ["z1", "z2"], status: "healthy"': 'q-a1a2s3',
      'status: "all", initial_health_check: "synchronous"': 'q-s4y1',
      'uuid: "x"': 'x',
    };
    for (const [criteria, name] of Object.entries(names))
      assert.equal(asked(criteria), `${name}.db-z1.default.cf.bosh`);
    assert.match(
      problems('<%= link("db").address(azs: ["z9"]) %>', { links: { db: asks } })[0]?.message ?? '',
      /Unknown AZ: 'z9'/,
    );
  });

  it('reads certificates that are not known yet, and refuses what is none', () => {
    const read = '<%= OpenSSL::X509::Certificate.new(p("tls.key")).subject.to_s %>';
    const pem = (body: string) => ({
      tls: { key: `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n` },
    });
    assert.match(text(read, { properties: pem('((web.certificate))') }), /unknown\.invalid/);
    assert.match(text(read, { properties: pem('<redacted>') }), /unknown\.invalid/);
    assert.equal(problems(read, { properties: pem('MIIB') })[0]?.code, 'raised');
  });

  it('refuses links that are not consumed, and the lack of one that is not optional', () => {
    const required = spec.replace(', optional: true', '');
    assert.deepEqual(problems('', {}, required).map(sentence), [
      'web: nothing provides the link db, and it is not optional',
    ]);
    assert.deepEqual(problems('', { links: { db, cache: db } }).map(sentence), [
      'web: the link cache is given, and the job does not consume it',
    ]);
    assert.deepEqual(problems('\n<%= link("db").address %>').map(sentence), [
      'web/t.erb, line 2: the template needs the link db, which is not there',
    ]);
    assert.deepEqual(
      problems('<%= link("other") %>').map(({ code }) => code),
      ['unknown-link'],
    );
  });

  it('shows spec, properties, name and index as structs', () => {
    assert.equal(
      text('<%= [spec.name, spec.index, spec.id[0], spec.az, spec.bootstrap, spec.address, spec.ip].to_json %>'),
      '["registry",0,"0","z1",true,"10.0.0.1","10.0.0.1"]',
    );
    assert.equal(
      text('<%= spec.networks.default.ip %> <%= spec.networks.methods(false).inspect %>'),
      '10.0.0.1 [:default]',
    );
    assert.equal(text('<%= spec.job.name %> <%= spec.release.version %> <%= spec.persistent_disk %>'), 'registry 0 0');
    assert.equal(
      text('<%= properties.tls.map.a.c %> <%= properties.none.inspect %> <%= name %> <%= index %>'),
      '2 nil registry 0',
    );
  });

  it("trims lines that end with -%>, as the Director's ERB does", () => {
    assert.equal(text('a\n<% [1, 2].each do |i| -%>\n  <%= i %>\n<% end -%>\nb\n'), 'a\n  1\n  2\nb\n');
    assert.equal(text('<%% a %>\n'), '<% a %>\n');
  });

  it('brings every string through unchanged', () => {
    const hostile = [
      'yes',
      '0123',
      "it's #{1} \\n",
      '"',
      '<%= 1 %>',
      'a: b #c',
      ' \u2028\u0000\u00e4\u{1f600}',
      'a\r\nb\n',
    ];
    for (const value of hostile) {
      assert.equal(text('<%= p("list") %>', { properties: { list: value } }), value);
      assert.deepEqual(JSON.parse(text('<%= JSON.generate([p("list")]) %>', { properties: { list: value } })), [value]);
    }
    assert.equal(text('<%= p("list") + 1 %>', { properties: { list: 2n ** 70n } }), '1180591620717411303425');
  });

  it('has the libraries that templates ask for', () => {
    const libraries = [
      'base64',
      'cgi',
      'digest',
      'ipaddr',
      'json',
      'openssl',
      'shellwords',
      'time',
      'uri',
      'yaml',
      'zlib',
    ];
    assert.equal(text(libraries.map((name) => `<% require '${name}' %>`).join('')), '');
    assert.equal(text('<% require "ipaddr" %><%= IPAddr.new("10.0.0.0/8").include?("10.1.2.3") %>'), 'true');
    assert.equal(
      text('<%= ["", " ", nil, [], false, 0, "a"].map(&:blank?).inspect %>'),
      '[true, true, true, true, true, false, false]',
    );
  });

  it('says what a template raised, in which line', () => {
    const found = (template: string): string[] => problems(template).map(sentence);
    assert.deepEqual(found('\n<% raise "users: none is given" %>'), ['web/t.erb, line 2: users: none is given']);
    assert.deepEqual(found('\n\n<%= nil + 1 %>'), ["web/t.erb, line 3: NoMethodError: undefined method '+' for nil"]);
    const [wrong] = problems('a\n<% if true %>');
    assert.equal(wrong?.code, 'syntax');
    assert.match(
      wrong?.message ?? '',
      /^this is no Ruby: [^\n\u001b]*expected an `end` to close the conditional clause/,
    );
    assert.deepEqual(
      problems('\n<% exit 3 %>').map(({ code, line }) => [code, line]),
      [['raised', 2]],
    );
    assert.deepEqual(
      problems('<% def deep(n) = deep(n + 1) %><% deep(0) %>').map(({ code }) => code),
      ['raised'],
    );
    assert.deepEqual(
      problems('', { properties: { tls: 'x' } }).map(({ code, properties }) => [code, properties]),
      [['property-not-a-hash', ['tls.key']]],
    );
    assert.equal(text('<%= 1 + 1 %>'), '2', 'Ruby goes on after all of these');
  });

  it('finds what is wrong in all templates at once, and renders monit', () => {
    const job: JobSource = {
      name: 'web',
      spec: spec.replace('t.erb: config/t', '{t.erb: config/t, u.erb: bin/u, v.erb: bin/v, gone.erb: bin/g}'),
      monit: 'check process <%= p("port") %>',
      templates: new Map([
        ['t.erb', '<%= p("a") %>'],
        ['u.erb', '<%= p("b") %>'],
        ['v.erb', 'v'],
      ]),
    };
    const { problems: found, files, monit } = ruby.render(job, { properties: {}, instance: instanceSpec() });
    assert.deepEqual(
      found.map(({ template }) => template),
      ['t.erb', 'u.erb', 'gone.erb'],
    );
    assert.deepEqual([...files.values()], [{ target: 'bin/v', text: 'v' }]);
    assert.equal(monit, 'check process 80');
  });

  it('lets no template change what another sees, or reach the process around it', () => {
    assert.equal(text('<% p("tls.map")["a"]["c"] = 9 %><%= p("tls.map")["a"]["c"] %>'), '9');
    assert.equal(text('<%= p("tls.map")["a"]["c"] %>'), '2');
    assert.equal(text('<%= ENV.to_h.inspect %> <%= Dir.exist?("/etc") %>'), '{} false');
    assert.equal(problems('<% require "js"; JS.eval("process.exit(9)") %>').length, 1);
    assert.equal(text('<% puts "seen" %>'), '');
    assert.ok(printed.includes('seen'));
    assert.equal(text('<%= 1 + 1 %>'), '2');
  });
});
