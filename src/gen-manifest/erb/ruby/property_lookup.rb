# frozen_string_literal: true

# Values by dotted names. Templates and links have these methods as well: the Director's bosh-common,
# lib/bosh/common/template/property_helper.rb (v283.1.6).
module JobTemplates
  # Raised where there is a scalar or a list on the way to a property.
  class InvalidPropertyType < StandardError
    attr_reader :names

    def initialize(name, found)
      @names = [name]
      super("Property '#{name}' expects a hash, but received '#{found.class}'")
    end
  end

  # Leaving a method from within a block takes a millisecond in Ruby for WebAssembly, a thousand times what a
  # loop takes: hence `until` here, and `while` elsewhere.
  module PropertyLookup
    extend self

    # Goes to `a.b.c` step by step; nil where a step has nothing. A step into a string or a list answers
    # what Ruby's own [] answers.
    def lookup_property(collection, name)
      here = collection
      steps = name.split('.')
      here = here[steps.shift] until here.nil? || steps.empty?
      here
    end

    # Raises InvalidPropertyType where a step would go into anything but a hash.
    def validate_properties_format(properties, name)
      here = properties
      steps = name.split('.')
      until here.nil? || steps.empty?
        raise InvalidPropertyType.new(name, here) unless here.is_a?(Hash)

        here = here[steps.shift]
      end
    end

    # Puts a value to `a.b.c`, and makes the hashes on the way.
    def set_property(target, name, value)
      *parents, last = name.split('.')
      parents.reduce(target) { |here, step| here[step] ||= {} }[last] = value
    end

    # Copies a property from one hash to another, or the default where the first has none.
    def copy_property(target, source, name, default = nil)
      validate_properties_format(source, name)
      found = lookup_property(source, name)
      set_property(target, name, found.nil? ? default : found)
    end

    # Hashes sorted by key, at every depth but not within lists.
    def sort_property(value)
      return value unless value.is_a?(Hash)

      value.transform_values { |item| sort_property(item) }.sort.to_h
    end
  end
end
