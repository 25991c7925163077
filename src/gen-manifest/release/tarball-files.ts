/** The files of a tarball, by their paths in it; loaded only where one is read. */
import { list, Parser, type ReadEntry } from 'tar';

/** The wanted files of a tarball, plain or gzipped: a path, or its bytes. Throws where it is none. */
export async function filesInTarball(
  archive: string | Buffer,
  wanted: (path: string) => boolean,
): Promise<ReadonlyMap<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const onReadEntry = (entry: ReadEntry): void => {
    const path = entry.path.replace(/^\.\//, '');
    if (entry.type !== 'File' || !wanted(path)) return void entry.resume();
    const chunks: Buffer[] = [];
    entry.on('data', (chunk: Buffer) => chunks.push(chunk));
    entry.on('end', () => void found.set(path, Buffer.concat(chunks)));
  };
  if (typeof archive === 'string') await list({ file: archive, strict: true, onReadEntry });
  else await parsed(archive, onReadEntry);
  return found;
}

function parsed(archive: Buffer, onReadEntry: (entry: ReadEntry) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const parser = new Parser({ strict: true, onReadEntry });
    parser.on('end', resolve).on('error', reject);
    parser.end(archive);
  });
}
