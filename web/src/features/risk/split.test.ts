import { expect, test } from 'vitest';
import type { RiskScoresQuery } from '@/gql/graphql';
import { splitScores } from './split';

type Score = RiskScoresQuery['riskScores'][number];

const score = (key: string, value: number | null): Score => ({
  key,
  name: key,
  value,
  unit: 'points',
  horizon: 0,
  category: '',
  text: '',
  note: '',
  inputs: [],
  missing: [],
  notValid: [],
  sources: [],
});

test('zero points are a number, and no score is lost', () => {
  const { valued, without } = splitScores([score('a', 0), score('b', null), score('c', 12.5)]);
  expect(valued.map((each) => each.key)).toEqual(['a', 'c']);
  expect(without.map((each) => each.key)).toEqual(['b']);
});
