# frozen_string_literal: true

# Compares manifests with the Director's own Changeset: `ruby changeset.rb BOSH_CHECKOUT < pairs`. One JSON list of two
# documents a line, one JSON list of lines, `[text, status]`, a line.
require 'json'
require 'yaml'
require 'uri'
module Bosh; module Director; end; end
director = File.join(ARGV.fetch(0), 'src/bosh-director/lib/bosh/director')
require File.join(director, 'deep_copy')
%w[redactor diff_lines changeset].each { |file| require File.join(director, 'manifest', file) }

$stdin.each_line do |text|
  before, after = JSON.parse(text)
  lines = Bosh::Director::Changeset.new(before, after).diff(false)
  puts JSON.generate(lines.reject { |line| line.status.nil? }.map { |line| [line.text.strip, line.status] })
end
