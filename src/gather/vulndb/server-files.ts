/** A vulnerability database on a server, which has a `.gz` of every file (https://go.dev/security/vuln/database). */
import { gunzipSync } from 'node:zlib';
import { masked } from '../../text/secrets.ts';
import { DatabaseError } from '../../vuln/json.ts';
import type { HttpClient } from '../http/client.ts';
import type { DatabaseFiles } from './files.ts';

export function serverFiles(location: string, http: HttpClient): DatabaseFiles {
  const base = location.replace(/\/+$/, '');
  return {
    name: masked(location),
    list: () => undefined,
    read: async (path, max) => {
      if (!URL.canParse(`${base}/${path}.gz`)) throw new DatabaseError('expected a URL');
      const reply = await http.get(new URL(`${base}/${path}.gz`), { maxBytes: max });
      if (!reply.ok && (reply.status === 404 || reply.status === 410)) return undefined;
      if (!reply.ok) throw new DatabaseError(reply.detail);
      // Unpacked already where the server calls that its encoding.
      if (reply.body[0] !== 0x1f || reply.body[1] !== 0x8b) return reply.body;
      try {
        return gunzipSync(reply.body, { maxOutputLength: max });
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        const why = code === 'ERR_BUFFER_TOO_LARGE' ? `more than ${max} bytes` : 'the gzip file is damaged';
        throw new DatabaseError(`${path}.gz: ${why}`);
      }
    },
  };
}
