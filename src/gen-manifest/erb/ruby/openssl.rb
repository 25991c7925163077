# frozen_string_literal: true

# Ruby's own OpenSSL, found behind this file, with certificates that nobody knows yet: templates read certificates
# to check them (gorouter's, of cloudfoundry/routing-release, look for a subjectAltName), and what a preview gives
# them is a ((variable)) without a value, or what stands where a secret was.
require($LOAD_PATH.drop(1).map { |folder| File.join(folder, 'openssl.rb') }.find { |file| File.exist?(file) })

module OpenSSL
  module X509
    class Certificate
      # Stands in for a certificate whose text is not known.
      module Unknown
        TEXT = /\(\([^()]+\)\)|<redacted>/
        # Self-signed, of unknown.invalid, for a hundred years; its key was never kept.
        PEM = <<~CERTIFICATE
          -----BEGIN CERTIFICATE-----
          MIIBqDCCAU2gAwIBAgIUdIKEHsXIqE4c1FkcsNv1NecnWaYwCgYIKoZIzj0EAwIw
          GjEYMBYGA1UEAwwPdW5rbm93bi5pbnZhbGlkMCAXDTI2MTEyNTIwMjEzOVoYDzIx
          MjYxMTAxMjAyMTM5WjAaMRgwFgYDVQQDDA91bmtub3duLmludmFsaWQwWTATBgcq
          hkjOPQIBBggqhkjOPQMBBwNCAATMyRWGkgHevbEnjuS3NvN6/bDdY15zCusGBAXX
          yoPU/HrNaMSS/1DaJwGW10H+HHptv+5SorR6bEkXliI7TMyIo28wbTAdBgNVHQ4E
          FgQUENdOUAGMQ4ib5sfXM7VoGDqX+BUwHwYDVR0jBBgwFoAUENdOUAGMQ4ib5sfX
          M7VoGDqX+BUwGgYDVR0RBBMwEYIPdW5rbm93bi5pbnZhbGlkMA8GA1UdEwEB/wQF
          MAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAJF5xx91MTq4iz7DIAh7iUvmK2FMS/oQ
          xsLNAnKipjoyAiEA/bR4AmPz7KvfkHcA/XDVCMZc13fwKrgsjeMTeDhRqvY=
          -----END CERTIFICATE-----
        CERTIFICATE

        def initialize(*arguments)
          given = arguments.first
          super(*(given.is_a?(String) && given.match?(TEXT) ? [PEM] : arguments))
        end
      end
      prepend Unknown
    end
  end
end
