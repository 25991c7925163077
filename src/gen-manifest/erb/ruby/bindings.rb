# frozen_string_literal: true

# The properties and links a job gets from a deployment, bound as the Director does.
module JobTemplates
  # Raised where a link is given that the job does not consume.
  class LinkNotConsumed < UnknownLink; end

  # Raised where a link that the job consumes, and that is not optional, is not given.
  class LinkMissing < UnknownLink; end

  # deployment_plan/job.rb, bind_properties: only what the job's spec declares, its default where the
  # manifest has nothing or null, null where there is no default, hashes sorted by key. What is not
  # declared does not arrive.
  def self.bind_properties(declared, given)
    (declared || {}).each_with_object({}) do |(name, declaration), bound|
      PropertyLookup.validate_properties_format(given, name)
      value = PropertyLookup.lookup_property(given, name)
      value = declaration['default'] if value.nil? && declaration
      PropertyLookup.set_property(bound, name, PropertyLookup.sort_property(value))
    end
  end

  # The Director resolves links before it renders, and stops where one is missing.
  def self.check_links(consumed, given)
    consumed ||= []
    unknown = given.keys - consumed.map { |link| link['name'] }
    raise LinkNotConsumed.new(unknown.first) unless unknown.empty?

    missing = consumed.reject { |link| link['optional'] || given.key?(link['name']) }
    raise LinkMissing.new(missing.first['name']) unless missing.empty?
  end
end
