# frozen_string_literal: true

# Answers one request of the TypeScript side: JSON in, JSON out, no exception leaves.
require 'erb'
require 'json'
require 'ostruct'
require 'shellwords'
require 'time'
require 'yaml'
require_relative 'blank'
require_relative 'property_lookup'
require_relative 'evaluation_context'
require_relative 'link'
require_relative 'link_query'
require_relative 'bindings'
require_relative 'template'
require_relative 'director_process'

module JobTemplates
  # Raised where the job's spec names a template whose text is not there.
  class TemplateMissing < StandardError; end

  MONIT = 'monit'

  # The file with the request.
  REQUEST = File.join(__dir__, 'request.json')

  # The request has: spec (the job's spec, YAML), sources {path below templates/: text}, monit (text or null), only
  # (paths, or null for all), properties, links, instance.
  # Answers {bound:, files: {path: {target:, text:}}, monit:, failures: [{template:, line:, ...}]}.
  def self.answer
    asked = JSON.parse(File.read(REQUEST, encoding: 'UTF-8'))
    JSON.generate(render_job(parsed(asked['spec']), asked))
  rescue StandardError, ScriptError => e
    JSON.generate('files' => {}, 'failures' => [failure(e, nil, nil)])
  end

  # A job's spec is parsed once: with hundreds of properties it takes longer than all of its templates.
  def self.parsed(text)
    (@parsed ||= {})[text] ||= YAML.load(text, aliases: true)
  end

  def self.render_job(job, asked)
    check_links(job['consumes'], asked['links'])
    bound = bind_properties(job['properties'], asked['properties'])
    given = Marshal.dump(asked['instance'].merge('properties' => bound, 'links' => asked['links']))
    targets = (job['templates'] || {}).select { |path, _| asked['only'].nil? || asked['only'].include?(path) }
    failures = []
    files = targets.to_h do |path, target|
      text = collecting(failures, job['name'], path) { |name| render(name, asked['sources'][path], given) }
      [path, { 'target' => target, 'text' => text }]
    end
    monit = collecting(failures, job['name'], MONIT) { |name| render(name, asked['monit'], given) } if asked['monit']
    { 'bound' => bound, 'files' => files, 'monit' => monit, 'failures' => failures }
  end

  # All templates are tried, as the Director does; a template may raise or exit as it likes.
  def self.collecting(failures, job_name, path)
    filename = File.join(job_name, path)
    yield filename
  rescue Exception => e # rubocop:disable Lint/RescueException
    failures << failure(e, path, filename)
    nil
  end

  # Every template gets a context of its own: what one changes in its properties, no other sees.
  def self.render(filename, template, given)
    raise TemplateMissing, "there is no file jobs/#{filename.sub('/', '/templates/')}" if template.nil?

    text = Template.of(filename, template).result(EvaluationContext.new(Marshal.load(given))).to_s
    text.encoding == Encoding::BINARY ? text.force_encoding('UTF-8') : text.encode('UTF-8')
  end

  def self.failure(error, template, filename)
    {
      'template' => template,
      'line' => filename && line_of(error, filename),
      'class' => error.class.name.sub('JobTemplates::', ''),
      # Ruby takes what it prints to for a terminal, and colours what it quotes.
      'message' => error.message.dup.force_encoding('UTF-8').scrub.gsub(/\e\[[\d;]*m/, ''),
      'properties' => property_names(error),
      'link' => error.is_a?(UnknownLink) ? error.name : nil
    }
  end

  def self.property_names(error)
    error.names.map(&:to_s) if error.is_a?(UnknownProperty) || error.is_a?(InvalidPropertyType)
  end

  # A syntax error names its line in the message, everything else in the backtrace.
  def self.line_of(error, filename)
    place = /#{Regexp.escape(filename)}:(\d+)/
    lines = error.is_a?(SyntaxError) ? [error.message] : error.backtrace
    found = (lines || []).find { |line| line.match?(place) }
    found && found[place, 1].to_i
  end
end
