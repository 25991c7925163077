# frozen_string_literal: true

# The properties and links a job gets from a deployment, bound as the Director does.
module JobTemplates
  # Raised where the manifest has a scalar or a list on the way to a declared property.
  class PropertyNotAHash < StandardError
    attr_reader :names

    def initialize(name, found)
      @names = [name]
      super("Property '#{name}' expects a hash, but received '#{found.class}'")
    end
  end

  # Raised where a link is given that the job does not consume.
  class LinkNotConsumed < UnknownLink; end

  # Raised where a link that the job consumes, and that is not optional, is not given.
  class LinkMissing < UnknownLink; end

  # deployment_plan/job.rb, bind_properties: only what the job's spec declares, its default where the
  # manifest has nothing or null, null where there is no default, hashes sorted by key. What is not
  # declared does not arrive.
  def self.bind_properties(declared, given)
    (declared || {}).each_with_object({}) do |(name, declaration), bound|
      refuse_scalars_on_the_way(given, name)
      value = look_up(given, name)
      value = declaration['default'] if value.nil? && declaration
      *parents, last = name.split('.')
      parents.reduce(bound) { |here, step| here[step] ||= {} }[last] = sorted(value)
    end
  end

  def self.refuse_scalars_on_the_way(given, name)
    steps = name.split('.')
    here = given
    until here.nil? || steps.empty?
      raise PropertyNotAHash.new(name, here) unless here.is_a?(Hash)

      here = here[steps.shift]
    end
  end

  def self.sorted(value)
    return value unless value.is_a?(Hash)

    value.transform_values { |item| sorted(item) }.sort.to_h
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
