/** A template gives the same at every time: ERB's own result at the first, the method that is made of it later. */
import assert from 'node:assert/strict';
import { instanceSpec } from '../../src/gen-manifest/erb/job.js';
import { bootRuby, type RenderedJob, type Ruby } from '../../src/gen-manifest/erb/ruby.js';

const spec = 'name: job\ntemplates: {t.erb: t}\nproperties: {list: {default: [1, 2]}, none: {}, text: {}}\n';
/** What `text` is at each time. */
const texts = ['port=1', 'port=22', '', 'x', 'port=333'];

/** What a binding and a method, or a program and a block, might not take the same way. */
const templates: Readonly<Record<string, string>> = {
  text: 'a <%= p("list").join("-") -%>\n b\n',
  'no text': '',
  variables: '<% a = [a, 1].compact; b = 2 %><%= a %> <%= binding.local_variables.include?(:b) %>',
  'a constant': '<% LIMIT = 3 unless defined?(LIMIT) %><%= LIMIT %>',
  'a class': '<% class Pair < Struct.new(:a, :b); end unless defined?(Pair) %><%= Pair.new(1, 2).b %>',
  'a method': '<% def twice(a) = a * 2 %><%= twice(4) %>',
  'a method that returns': '<% def first(a); return a.first; end %><%= first(p("list")) %>',
  'a lambda that returns': '<%= lambda { |a| return a + 1 }.call(1) %>',
  return: 'a\n<% return if p("list").size == 2 %>',
  'return in its text': 'return <%= 1 %>',
  next: '<% next if true %>a',
  break: 'a<% break %>',
  redo: 'a<% redo if false %>',
  yield: '<%= yield %>',
  'the end of a block': 'a<% end; proc do %>b',
  'an end too many': 'a<% end %>',
  'a beginning': '<% BEGIN { $began = 1 } %><%= $began %>',
  'an instance variable': '<% @seen = (@seen || 0) + 1 %><%= @seen %>',
  'a change of a property': '<% p("list") << 3 %><%= p("list").size %>',
  'the method that it is in': '<%= __method__ %> <%= self.class.name.split("::").last %>',
  'its place': '\n<%= __LINE__ %> <%= __FILE__ %>',
  'a missing property': 'a\nb <%= p("none") %>',
  'what it raises': '<% if true\n  raise "no"\n end %>',
  'what is no Ruby': 'a\n<% if %>',
  'an encoding': '<%# -*- coding: UTF-8 -*- %>ä <%= "ä".encoding %>',
  'a frozen text': '<%#-*- frozen-string-literal: true -*-%>\n<%= "a".frozen? %> <%= __LINE__ %>',
  'a block': '<% [1, 2].each do |i| -%>\n<%= i %>\n<% end -%>\nend',
  exit: '<% exit 1 %>',
  'the last match': '<% p("text") =~ /port=(\\d+)/ if p("text") != "" %><%= $1.inspect %> <%= $~.inspect %>',
  'the last match before one': '<%= $~.inspect %> <%= $_.inspect %><% p("text") =~ /./ %>',
  'a pattern that is made once': '<%= /#{p("text")}/o.source %>',
  'a flip-flop': '<% (1..4).each { |i| %><%= i if (i == 2)..(i == (p("text").size > 2 ? 9 : 3)) %><% } %>',
  'what was kept from before': '<%= kept = (defined?(kept) && kept) || p("text") %>',
  it: '<%= it %>',
  'a numbered parameter': '<%= _1 %>',
  'a block with it': '<%= [p("text")].map { it.size }.first %>',
  super: '<% super %>',
  'super with arguments': '<% super(1) %>',
  'an evaluated return': '<%= eval("return 7") %>',
  'its caller': '<%= caller.size > 1 %> <%= caller_locations(1, 1).size %>',
  'a heredoc': '<% text = <<~TEXT\n  of two\n  lines\nTEXT\n%><%= text %>',
  'an expression of many terms': `<%= ${'1 + '.repeat(30)}1 %>`,
  'a global': '<% $kept_by_template ||= p("text") %><%= $kept_by_template.class %>',
  'an ensured end': '<% begin; raise p("text"); rescue => e; ensure; @done = e.message; end %><%= @done %>',
};

describe('a template', function () {
  this.timeout(60_000);
  let ruby: Ruby;

  before(async () => {
    ruby = await bootRuby();
  });

  let runs = 0;

  function rendered(template: string, text = 'x'): Pick<RenderedJob, 'files' | 'problems'> {
    const job = { name: 'job', spec, templates: new Map([['t.erb', template]]) };
    const { files, problems } = ruby.render(job, { properties: { text }, instance: instanceSpec() });
    // What is no Ruby is quoted in the message, and with it how it goes on.
    return { files, problems: problems.map((each) => (each.code === 'syntax' ? { ...each, message: '' } : each)) };
  }

  /** As a Ruby renders it that has not seen it before: a comment at the end makes it another template. */
  const renderedFirst = (template: string, text: string) => rendered(`${template}<%# ${runs++} %>`, text);

  for (const [name, template] of Object.entries(templates)) {
    it(`with ${name} gives at every time what it gives at first`, () => {
      for (const [time, text] of texts.entries())
        assert.deepEqual(rendered(template, text), renderedFirst(template, text), `at time ${time + 1}, with ${text}`);
    });
  }

  it('fails where a binding would: its method is over, and none of its blocks is open', () => {
    for (const name of ['return', 'next', 'break', 'yield', 'an end too many', 'the end of a block']) {
      const { problems } = rendered(templates[name] as string);
      assert.equal(problems.length, 1, name);
    }
    assert.match(rendered(templates['return'] as string).problems[0]?.message ?? '', /unexpected return/);
  });
});
