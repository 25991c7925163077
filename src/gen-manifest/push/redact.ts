/** Takes a secret out of texts that a person or a log will read, in each form that it may have taken on its way. */

/** What stands in its place. */
export const redacted = '[redacted]';

/** A function that takes `secret` out of a text: as it is, in JSON, in a URL, in base64 of `user:secret`. */
export function redactor(secret: string | undefined, username = ''): (text: string) => string {
  if (secret === undefined || secret === '') return (text) => text;
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(`${username}:${secret}`).toString('base64'),
  ];
  // Longest first: one form may be within another.
  const unique = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) => unique.reduce((rest, form) => rest.replaceAll(form, redacted), text);
}
