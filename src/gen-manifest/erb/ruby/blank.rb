# frozen_string_literal: true

# `blank?`, `present?` and `presence` of Active Support, which the Director loads before templates
# (evaluation_context.rb requires active_support/core_ext/object/blank), and some releases use.
class Object
  def blank?
    respond_to?(:empty?) ? !!empty? : false
  end

  def present?
    !blank?
  end

  def presence
    self if present?
  end
end

class NilClass
  def blank?
    true
  end
end

class FalseClass
  def blank?
    true
  end
end

class TrueClass
  def blank?
    false
  end
end

class String
  def blank?
    match?(/\A[[:space:]]*\z/)
  end
end
