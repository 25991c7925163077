# frozen_string_literal: true

module JobTemplates
  # The text of a template. What it is evaluated to is what ERB#result makes of it, at whatever time.
  class Template
    # The same text under the same name is the same template.
    def self.of(filename, text)
      (@templates ||= {})[[filename, text]] ||= new(filename, text)
    end

    # Trim mode '-' is the Director's (core/templates/source_erb.rb).
    def initialize(filename, text)
      @erb = ERB.new(text, trim_mode: '-')
      @erb.filename = filename
      @results = 0
    end

    # ERB#result parses its source each time, which takes longer than to run it: who comes back gets a method.
    def result(context)
      @results += 1
      @method = as_method if @results == 2
      @method ? @method.bind_call(context) : @erb.result(context.get_binding)
    end

    private

    # The source as the body of a method; nil where that is not the same. Its constants and methods become those of the
    # evaluation context, as they do with its binding.
    def as_method
      source = @erb.src
      return if returns?(RubyVM::AbstractSyntaxTree.parse(source))

      # A block may have what a program may not, such as `next`.
      RubyVM::InstructionSequence.compile(source)
      # ERB's magic comments stand first; the text starts behind them, in line 1.
      block = source.sub(/\A(?:#.*\n)*/) { |comments| "#{comments}proc do " }
      body = eval("#{block}\nend", EvaluationContext.allocate.get_binding, @erb.filename, 0)
      Module.new { define_method(:get_binding, &body) }.instance_method(:get_binding)
    rescue SyntaxError
      nil
    end

    # A method may return, a binding whose method is over may not.
    def returns?(node)
      return false unless node.is_a?(RubyVM::AbstractSyntaxTree::Node)

      node.type == :RETURN || node.children.any? { |child| returns?(child) }
    end
  end
end
