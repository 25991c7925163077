# frozen_string_literal: true

# Ruby for WebAssembly has no sockets. `ipaddr`, which templates use, needs these names of them.
class Socket
  AF_UNSPEC = 0
  AF_INET = 2
  AF_INET6 = 10
end

class IPSocket
  def self.getaddress(name)
    raise SocketError, "templates cannot look up #{name}"
  end
end

class SocketError < StandardError; end
