# frozen_string_literal: true

# The DNS name of a link's instances (bosh-director v283.1.6, dns/dns_encoder.rb, without short names, whose
# numbers only a Director knows).
module JobTemplates
  # What a name is made from: group, network, deployment, domain and azs.
  class LinkQuery
    HEALTH = { 'healthy' => 3, 'unhealthy' => 1, 'all' => 4, 'default' => 0 }.freeze
    INITIAL = { 'synchronous' => ['y1'], 'asynchronous' => ['y0'] }.freeze

    def initialize(query)
      @query = query
    end

    # criteria: azs, status and initial_health_check, as bosh.io/docs/dns has them.
    def name(criteria)
      first = criteria[:uuid] || "q-#{slug(criteria)}"
      names = %w[group network deployment].map { |part| canonical(@query[part]) }
      [first, *names, @query['domain']].join('.')
    end

    private

    def slug(criteria)
      zones = (criteria[:azs] || []).map { |zone| "a#{number(zone)}" }
      initial = INITIAL.fetch(criteria[:initial_health_check], [])
      [*zones, *initial, "s#{HEALTH.fetch(criteria[:status], 0)}"].sort.join
    end

    def number(zone)
      return nil if zone.nil?

      at = @query['azs'].index(zone)
      raise "Unknown AZ: '#{zone}'" if at.nil?

      at + 1
    end

    def canonical(name)
      name.downcase.tr('_', '-').gsub(/[^a-z0-9-]/, '')
    end
  end
end
