import type { Lang } from '@/gql/graphql';

/** The longest message that the server takes, in characters. */
export const longest = 4000;

/** The draft for the patient as one text, joined as the server joins it. */
export function textOf(sentences: { text: string }[], lang: Lang): string {
  return sentences.map((sentence) => sentence.text).join(lang === 'ZH' ? '' : ' ');
}

/** The patient's own language when it is known, else the reader's. */
export function languageOf(patient: string, reader: Lang): Lang {
  if (!patient) return reader;
  return patient.toLowerCase().startsWith('zh') ? 'ZH' : 'EN';
}
