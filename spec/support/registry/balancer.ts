/** One address for several registries, as a TCP load balancer gives it: it passes connections on, in turn. */
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A balancer at work. */
export interface Balancer {
  /** `address:port`. */
  readonly host: string;
  close(): Promise<void>;
}

/** Listens on `address`; a backend that does not take a connection is passed over. */
export async function startBalancer(address: string, backends: readonly string[]): Promise<Balancer> {
  let turn = 0;
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  };
  // Each connection tries every backend once, from the one whose turn it is; others do not get into its order.
  const attach = (client: Socket, first: number, failed = 0): void => {
    const [host, port] = (backends[(first + failed) % backends.length] ?? '').split(':');
    const backend = connect({ host: host ?? '', port: Number(port) });
    keep(backend);
    backend.once('connect', () => {
      client.pipe(backend).pipe(client);
      client.on('close', () => backend.destroy());
      backend.on('close', () => client.destroy());
    });
    backend.once('error', () => {
      if (backend.bytesRead > 0 || backend.bytesWritten > 0) return;
      if (failed + 1 < backends.length) attach(client, first, failed + 1);
      else client.destroy();
    });
  };
  const server: Server = createServer((client) => {
    keep(client);
    attach(client, turn++);
  });
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen({ host: address, port: 5000 }, resolve),
  );
  return {
    host: `${address}:5000`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
