# frozen_string_literal: true

# What templates find in a Director's process without asking for it.

# The Director's names for its classes, which templates rescue by (bosh-common, lib/bosh/common/template).
module Bosh
  module Common
    module Template
      EvaluationContext = JobTemplates::EvaluationContext
      EvaluationLink = JobTemplates::Link
      EvaluationLinkInstance = JobTemplates::LinkInstance
      InvalidPropertyType = JobTemplates::InvalidPropertyType
      PropertyHelper = JobTemplates::PropertyLookup
      UnknownLink = JobTemplates::UnknownLink
      UnknownProperty = JobTemplates::UnknownProperty
    end
  end
end

# Libraries that bosh-director, lib/bosh/director.rb and what it loads require (v283.1.6); here each is read where a
# template first names it.
{
  Base64: 'base64', Date: 'date', DateTime: 'date', Digest: 'digest', FileUtils: 'fileutils',
  Forwardable: 'forwardable', IPAddr: 'ipaddr', Logger: 'logger', OpenSSL: 'openssl', OptionParser: 'optparse',
  Pathname: 'pathname', SecureRandom: 'securerandom', Singleton: 'singleton', Tempfile: 'tempfile',
  Timeout: 'timeout', URI: 'uri', Zlib: 'zlib'
}.each { |name, library| Object.autoload(name, library) }

# bosh-director, lib/bosh/director/core_ext.
class Object
  def to_openstruct
    self
  end
end

class Array
  def to_openstruct
    map(&:to_openstruct)
  end
end

class Hash
  def to_openstruct
    OpenStruct.new(transform_values(&:to_openstruct))
  end

  def recursive_merge(other)
    merge(other) do |_, before, after|
      before.instance_of?(Hash) && after.instance_of?(Hash) ? before.recursive_merge(after) : after
    end
  end
end
