# frozen_string_literal: true

# What `link` and `if_link` give a template (bosh-common, evaluation_link.rb and evaluation_link_instance.rb).
module JobTemplates
  # One instance of the provider.
  class LinkInstance
    include PropertyAccess

    attr_reader :name, :index, :id, :az, :address, :properties, :bootstrap

    def initialize(instance)
      @name = instance['name']
      @index = instance['index']
      @id = instance['id']
      @az = instance['az']
      @address = instance['address']
      @properties = instance['properties']
      @bootstrap = instance['bootstrap']
    end

    private

    def looked_up_values
      @properties
    end
  end

  # The provider as its consumer sees it: only the properties that it shares.
  class Link
    include PropertyAccess

    attr_reader :instances, :properties

    def initialize(link)
      @properties = link['properties']
      @given = link
      @instances = link['instances'].map { |instance| LinkInstance.new(instance) }
    end

    # A link of the manifest has one address; for others the Director makes DNS names from the criteria. Without
    # either this is the error of Director classes that have no DNS, which templates do not rescue.
    def address(criteria = {})
      return @given['address'] if @given.key?('address')
      raise NotImplementedError, 'link.address requires bosh director' unless @given.key?('query')

      LinkQuery.new(@given['query']).name(criteria)
    end

    private

    def looked_up_values
      @properties
    end
  end
end
