import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { gradeOf } from './grade';
import { languageOf, textOf } from './text';
import { noticeOf } from './notice';

describe('the reading grade', () => {
  test('is low for short words in short sentences, high for the opposite', () => {
    expect(gradeOf('Your iron is low. Take one tablet a day.')).toBeLessThan(3);
    expect(gradeOf('Hypercholesterolaemia necessitates pharmacological intervention notwithstanding asymptomatic presentation.')).toBeGreaterThan(15);
  });
  // 6 words, 1 sentence, 6 syllables: the same cases as the server's own test.
  test('is the formula of Flesch and Kincaid', () => {
    expect(gradeOf('The cat sat on the mat.')).toBeCloseTo(-1.45, 2);
    expect(gradeOf('The cat sat on the mat. The dog ran to the man.')).toBeCloseTo(-1.45, 2);
    const known = gradeOf('This sentence, taken as a reading passage unto itself, is being used to prove a point.');
    expect(Math.abs(known - 6.6)).toBeLessThan(0.9);
  });
  test('leaves values and units out, and is 0 without words', () => {
    expect(gradeOf('It was 5.9 mmol/L now.')).toBeCloseTo(gradeOf('It was now.'), 6);
    expect(gradeOf('5.9')).toBe(0);
  });
});

test('the notice is the one that the server will add', () => {
  const server = readFileSync(join(process.cwd(), '../practice/message.go'), 'utf8')
    .replaceAll('" + from + "', 'your results')
    .replaceAll('" + ofYours + "', '检查结果');
  for (const lang of ['EN', 'ZH'] as const) {
    const said = ['doctor', 'template', 'any model'].map((writer) => noticeOf(lang, writer));
    expect(new Set(said).size).toBe(3);
    for (const words of said) expect(server).toContain(`"${words}"`);
  }
});

describe('the text of the draft', () => {
  test('is one piece, as the server sends it', () => {
    const sentences = [{ text: 'A.' }, { text: 'B.' }];
    expect(textOf(sentences, 'EN')).toBe('A. B.');
    expect(textOf(sentences, 'ZH')).toBe('A.B.');
  });
  test("is in the patient's language first", () => {
    expect(languageOf('zh-CN', 'EN')).toBe('ZH');
    expect(languageOf('en', 'ZH')).toBe('EN');
    expect(languageOf('', 'ZH')).toBe('ZH');
  });
});
