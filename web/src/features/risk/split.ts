import type { RiskScoresQuery } from '@/gql/graphql';

type Score = RiskScoresQuery['riskScores'][number];

/** Scores with a number, and those without; zero points are a number. */
export function splitScores(scores: Score[]): { valued: Score[]; without: Score[] } {
  return {
    valued: scores.filter((score) => score.value !== null),
    without: scores.filter((score) => score.value === null),
  };
}
