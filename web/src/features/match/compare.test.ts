import { describe, expect, test } from 'vitest';
import type { MatchPersonFragment } from '@/gql/graphql';
import { compare, needsAsking, type Subject } from './compare';

const person: MatchPersonFragment = {
  id: 'pat_1',
  family: 'Doe',
  given: 'Jane',
  sex: 'FEMALE',
  age: 65,
  birthDate: '1961-03-04',
  birthPrecision: 'DAY',
  deceased: false,
  identifiers: [{ system: 's', type: 'MR', value: 'D-1' }],
};

const subject = (change: Partial<Subject> = {}): Subject => ({
  family: 'Doe',
  given: 'Jane',
  sex: 'FEMALE',
  birthDate: '1961-03-04',
  identifiers: null,
  ...change,
});

const verdicts = (of: Subject | null, who = person) =>
  Object.fromEntries(compare(of, who).map((each) => [each.field, each.verdict]));

describe('a patient who was looked up', () => {
  test('is the same in every field that was sent', () => {
    expect(verdicts(subject({ family: ' DOE ' }))).toEqual({
      IDENTIFIER: 'NOT_KNOWN',
      FAMILY: 'SAME',
      GIVEN: 'SAME',
      BIRTH_DATE: 'SAME',
      SEX: 'SAME',
    });
    expect(needsAsking(compare(subject(), person))).toBe(false);
  });
  test('differs by one day of birth, and that is asked about', () => {
    const points = compare(subject({ birthDate: '1961-03-05' }), person);
    expect(points.find((each) => each.field === 'BIRTH_DATE')?.verdict).toBe('DIFFERENT');
    expect(needsAsking(points)).toBe(true);
  });
  test('is born in the month that was sent', () => {
    expect(verdicts(subject({ birthDate: '1961-03' })).BIRTH_DATE).toBe('SAME');
    expect(verdicts(subject(), { ...person, birthDate: '1961-01-01', birthPrecision: 'YEAR' }).BIRTH_DATE).toBe('SAME');
    expect(verdicts(subject({ birthDate: '1962' })).BIRTH_DATE).toBe('DIFFERENT');
  });
  test('shares a number', () => {
    const own = { system: '', type: 'MR', value: 'd-1' };
    expect(verdicts(subject({ identifiers: [own] })).IDENTIFIER).toBe('SAME');
    expect(verdicts(subject({ identifiers: [{ ...own, value: 'X' }] })).IDENTIFIER).toBe('NOT_KNOWN');
  });
  test('cannot be compared when nothing was sent, and that is asked about', () => {
    expect(new Set(Object.values(verdicts(null)))).toEqual(new Set(['NOT_KNOWN']));
    expect(needsAsking(compare(null, person))).toBe(true);
    expect(verdicts(subject({ sex: 'UNKNOWN' })).SEX).toBe('NOT_KNOWN');
  });
});
