// The Flesch-Kincaid grade as draft/grade.go measures it, so that a doctor sees while writing what the server will store.

const vowels = 'aeiouy';

/** Vowel groups, less a silent final e; an abbreviation has one syllable for each letter. */
function syllablesOf(word: string): number {
  if (word.length > 1 && word === word.toUpperCase()) return word.length;
  const lower = word.toLowerCase();
  let count = 0;
  let vowel = false;
  for (const letter of lower) {
    const is = vowels.includes(letter);
    if (is && !vowel) count++;
    vowel = is;
  }
  return Math.max(count > 1 && hasSilentEnd(lower) ? count - 1 : count, 1);
}

function hasSilentEnd(lower: string): boolean {
  if (lower.endsWith('e')) return !lower.endsWith('le');
  return lower.endsWith('ed') && !lower.endsWith('ted') && !lower.endsWith('ded');
}

/** The school years needed to read a text with ease; 0 for no words. Values and units are not words. */
export function gradeOf(text: string): number {
  const fields = text.split(/\s+/).filter(Boolean);
  let words = 0;
  let sentences = 0;
  let syllables = 0;
  let inSentence = false;
  fields.forEach((field, at) => {
    const word = field.replace(/^\P{L}+|\P{L}+$/gu, '');
    if (word && !/\p{Nd}/u.test(field) && !/[/%µ]/.test(word)) {
      words++;
      syllables += syllablesOf(word);
      inSentence = true;
    }
    const end = field.replace(/[)"”’]+$/, '');
    if (inSentence && (at === fields.length - 1 || /[.!?]$/.test(end))) {
      sentences++;
      inSentence = false;
    }
  });
  if (words === 0) return 0;
  return (0.39 * words) / sentences + (11.8 * syllables) / words - 15.59;
}
