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
  context = Bosh::Common::Template::EvaluationContext.new(Marshal.load(Marshal.dump(spec)), nil)
  { text: erb.result(context.get_binding) }
rescue Exception => e # rubocop:disable Lint/RescueException
  line = (e.backtrace || []).map { |place| place[/\A#{Regexp.escape(filename)}:(\d+)/, 1] }.compact.first
  { error: e.class.name, message: e.message, line: line&.to_i }
end

$stdin.each_line do |text|
  request = JSON.parse(text)
  job = YAML.load(request['spec'], aliases: true)
  spec = request['instance'].merge('links' => request['links'])
  spec['properties'] = bind(job['properties'], request['properties'])
  files = (job['templates'] || {}).keys.to_h do |path|
    [path, render(request['sources'][path], File.join(job['name'], path), spec)]
  end
  puts JSON.generate(files)
rescue StandardError => e
  puts JSON.generate(error: e.class.name, message: e.message)
ensure
  $stdout.flush
end
