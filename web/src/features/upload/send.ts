/** The server takes no larger file. */
export const mostBytes = 10 * 1024 * 1024;

export type Sent = { id: string } | { problem: 'kind' | 'size' | 'offline' } | { said: string };

/** The media type that the server takes a file as; null for a file of another kind. */
export function mediaTypeOf(file: { name: string; type: string }): 'application/pdf' | 'text/plain' | null {
  if (file.type === 'application/pdf' || /\.pdf$/i.test(file.name)) return 'application/pdf';
  if (file.type === 'text/plain' || /\.(txt|text)$/i.test(file.name)) return 'text/plain';
  return null;
}

/** Hands a document in for a patient. It is proposed to a person, and nothing more: no result comes of it yet. */
export async function send(patientId: string, file: File): Promise<Sent> {
  const type = mediaTypeOf(file);
  if (!type) return { problem: 'kind' };
  if (file.size > mostBytes) return { problem: 'size' };
  const where = new URLSearchParams({ patient: patientId, name: file.name });
  const answer = await fetch(`/api/uploads?${where.toString()}`, {
    method: 'POST',
    headers: { 'Content-Type': type, 'X-Famulus-CSRF': '1' },
    body: file,
  }).catch(() => null);
  if (!answer) return { problem: 'offline' };
  const told = (await answer.json().catch(() => null)) as { id?: string; errors?: { message: string }[] } | null;
  if (answer.ok && told?.id) return { id: told.id };
  return { said: told?.errors?.[0]?.message ?? `HTTP ${answer.status}` };
}
