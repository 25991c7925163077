# frozen_string_literal: true

# Renders jobs with the Director's own classes, for comparison: `ruby director.rb BOSH_CHECKOUT < requests`.
# One JSON request a line, one JSON answer a line. Needs Active Support.
require 'erb'
require 'json'
require 'yaml'
$LOAD_PATH.unshift(File.join(ARGV.fetch(0), 'src/bosh-common/lib'))
require 'active_support'
module Bosh; module Common; end; end
require 'bosh/common/template/evaluation_context'
director = File.join(ARGV.fetch(0), 'src/bosh-director/lib/bosh/director')
module Bosh; module Director; class DnsInvalidCanonicalName < StandardError; end; end; end
require Dir.glob(File.join(ARGV.fetch(0), 'src/*/lib/bosh/director/**/canonicalizer.rb')).fetch(0)
require File.join(director, 'dns/dns_encoder')
# What the Director's process has loaded, of what templates use.
%w[base64 ipaddr openssl securerandom time uri zlib].each { |library| require library }

include Bosh::Common::Template::PropertyHelper # the Director binds properties with these methods

def bind(declared, given)
  (declared || {}).each_with_object({}) do |(name, declaration), bound|
    validate_properties_format(given, name)
    value = lookup_property(given, name)
    value = (declaration || {})['default'] if value.nil?
    set_property(bound, name, sort_property(value))
  end
end

def render(template, filename, spec)
  erb = ERB.new(template, trim_mode: '-')
  erb.filename = filename
  context = Bosh::Common::Template::EvaluationContext.new(Marshal.load(Marshal.dump(spec)), encoder(spec))
  { text: erb.result(context.get_binding) }
rescue Exception => e # rubocop:disable Lint/RescueException
  line = (e.backtrace || []).map { |place| place[/\A#{Regexp.escape(filename)}:(\d+)/, 1] }.compact.first
  { error: e.class.name, message: e.message, line: line&.to_i }
end

# The zones have the numbers of their order.
def encoder(spec)
  zones = spec['links'].values.flat_map { |link| link.dig('query', 'azs') || [] }.uniq
  Bosh::Director::DnsEncoder.new({}, zones.each_with_index.to_h { |zone, at| [zone, (at + 1).to_s] })
end

# A link as the Director hands it to a template.
def link_spec(link)
  query = link['query']
  return link if query.nil?

  link.merge('instance_group' => query['group'], 'default_network' => query['network'],
             'deployment_name' => query['deployment'], 'domain' => query['domain'])
end

$stdin.each_line do |text|
  request = JSON.parse(text)
  job = YAML.load(request['spec'], aliases: true)
  links = request['links'].transform_values { |link| link_spec(link) }
  spec = request['instance'].merge('links' => links)
  spec['properties'] = bind(job['properties'], request['properties'])
  files = (job['templates'] || {}).keys.to_h do |path|
    [path, render(request['sources'][path], File.join(job['name'], path), spec)]
  end
  files['monit'] = render(request['monit'], File.join(job['name'], 'monit'), spec) if request['monit']
  puts JSON.generate(files)
rescue StandardError => e
  puts JSON.generate(error: e.class.name, message: e.message)
ensure
  $stdout.flush
end
