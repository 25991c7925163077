# frozen_string_literal: true

# What a template sees. The names and what they answer are BOSH's contract with templates: the Director's
# bosh-common, lib/bosh/common/template/evaluation_context.rb (v283.1.6), and bosh.io/docs/job-templates.
module JobTemplates
  # Raised by `p` for a property that has no value and no default in the call. The Director's class has the names
  # as `name`.
  class UnknownProperty < StandardError
    attr_reader :names
    alias name names

    def initialize(names)
      @names = names
      super("Can't find property '#{names}'")
    end
  end

  # Raised by `link` for a link that the job does not consume, or that nothing provides.
  class UnknownLink < StandardError
    attr_reader :name

    def initialize(name)
      @name = name
      super("Can't find link '#{name}'")
    end
  end

  # The first of the names that has a value, and the value: nil where none has.
  def self.first_value(values, names)
    value = nil
    index = 0
    while value.nil? && index < names.length
      value = PropertyLookup.lookup_property(values, names[index])
      index += 1
    end
    value
  end

  # `p` and `if_p`, for whatever has `looked_up_values`.
  module PropertyAccess
    include PropertyLookup

    def p(*arguments)
      names = Array(arguments.first)
      value = JobTemplates.first_value(looked_up_values, names)
      return value unless value.nil?
      return arguments[1] if arguments.length == 2

      raise UnknownProperty.new(names)
    end

    def if_p(*names)
      values = []
      # Nothing is looked up behind the first that has no value.
      while values.length < names.length
        values << lookup_property(looked_up_values, names[values.length])
        return NotRun.new(self) if values.last.nil?
      end

      yield(*values)
      Run.new
    end
  end

  # What `if_p` and `if_link` answer when their block did not run: `.else` and its kin do.
  class NotRun
    def initialize(context)
      @context = context
    end

    def else
      yield
    end

    def else_if_p(*names, &block)
      @context.if_p(*names, &block)
    end

    def else_if_link(name, &block)
      @context.if_link(name, &block)
    end
  end

  # What they answer when their block did run: nothing more of the chain does.
  class Run
    def else; end

    def else_if_p(*_names)
      self
    end

    def else_if_link(_name)
      self
    end
  end

  # `spec` lists its own keys in `methods(false)`, which older templates rely on.
  class SpecStruct < OpenStruct
    def methods(regular = true)
      regular ? super : to_h.keys
    end
  end

  # The object whose binding a template is evaluated in.
  class EvaluationContext
    include PropertyAccess

    attr_reader :name, :index, :raw_properties

    # Where a method that is defined becomes one of this class, for as long as nobody takes it (template.rb).
    def self.class_binding
      binding
    end

    # The method of this name, which is one of the class no more.
    def self.taken(name)
      instance_method(name).tap { remove_method(name) }
    end

    def initialize(spec)
      @given = spec
      @name = spec['name']
      @index = spec['index']
      @raw_properties = spec['properties'] || {}
      @links = spec['links'] || {}
    end

    # Structs take long to make, and most templates use neither.
    def spec
      @spec ||= as_struct(@given, SpecStruct)
    end

    def properties
      @properties ||= as_struct(@raw_properties, OpenStruct)
    end

    def get_binding
      binding
    end

    def link(name)
      found = lookup_property(@links, name)
      raise UnknownLink.new(name) if found.nil? || !found.key?('instances')

      Link.new(found)
    end

    def if_link(name)
      found = lookup_property(@links, name)
      return NotRun.new(self) if found.nil? || !found.key?('instances')

      yield Link.new(found)
      Run.new
    end

    private

    def looked_up_values
      @raw_properties
    end

    def as_struct(value, kind)
      case value
      when Hash then kind.new(value.transform_values { |item| as_struct(item, kind) })
      when Array then value.map { |item| as_struct(item, kind) }
      else value
      end
    end
  end
end
