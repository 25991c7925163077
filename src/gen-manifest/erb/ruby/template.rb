# frozen_string_literal: true

module JobTemplates
  # The text of a template. What it is evaluated to is what ERB#result makes of it, at whatever time.
  class Template
    # What a method does otherwise than a program that is evaluated with a binding, or keeps from call to call.
    OTHERWISE = %i[RETURN SUPER ZSUPER ONCE].freeze
    # Likewise, by the names of methods: what they evaluate or see is the method that calls them.
    OTHERWISE_CALLED = %i[eval instance_eval class_eval module_eval binding __method__ caller caller_locations].freeze

    # Ruby for WebAssembly ends where its stack does, and what is deeper is parsed no better a second time.
    DEEPEST = 100

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

    # The source as the body of a method of the evaluation context, whose constants and methods are those of its
    # binding; nil where that is not the same. What only a program may have, such as a class, is no method's.
    def as_method
      source = @erb.src
      return if otherwise?(RubyVM::AbstractSyntaxTree.parse(source))

      # A method may have what a program may not, such as `yield`.
      RubyVM::InstructionSequence.compile(source)
      # ERB's magic comments stand first; the text starts behind them, in line 1.
      body = source.sub(/\A(?:#.*\n)*/) { |comments| "#{comments}def template; " }
      EvaluationContext.taken(eval("#{body}\nend", EvaluationContext.class_binding, @erb.filename, 0))
    rescue SyntaxError
      nil
    end

    def otherwise?(root)
      open = [[root, 0]]
      while (node, depth = open.pop)
        return true if depth > DEEPEST || OTHERWISE.include?(node.type)
        return true if node.children.any? { |child| OTHERWISE_CALLED.include?(child) }

        open.concat(node.children.grep(RubyVM::AbstractSyntaxTree::Node).map { |child| [child, depth + 1] })
      end
      false
    end
  end
end
