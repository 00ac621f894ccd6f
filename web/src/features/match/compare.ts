import type { Likeness, MatchCandidatesQuery, MatchField, MatchPersonFragment, ReportQuery } from '@/gql/graphql';

export type Subject = NonNullable<NonNullable<ReportQuery['report']>['subject']>;
export type Point = MatchCandidatesQuery['matchCandidates'][number]['points'][number];

const plain = (text: string) => text.trim().toLocaleLowerCase().replace(/\s+/g, ' ');

function likeness(sent: string, known: string): Likeness {
  if (!sent || !known) return 'NOT_KNOWN';
  return plain(sent) === plain(known) ? 'SAME' : 'DIFFERENT';
}

const lengths = { YEAR: 4, MONTH: 7, DAY: 10 } as const;

/** Dates compare as far as both are known: "1961-03" and 4 March 1961 say the same. */
function datePoint(sent: string, person: MatchPersonFragment): Point {
  const known = (person.birthDate ?? '').slice(0, lengths[person.birthPrecision]);
  const length = Math.min(sent.length, known.length);
  return { field: 'BIRTH_DATE', sent, known, verdict: likeness(sent.slice(0, length), known.slice(0, length)) };
}

function numberPoint(subject: Subject | null, person: MatchPersonFragment): Point {
  const sent = (subject?.identifiers ?? []).map((each) => each.value);
  const known = (person.identifiers ?? []).map((each) => each.value);
  const shared = sent.find((value) => known.some((each) => likeness(each, value) === 'SAME'));
  if (shared !== undefined) return { field: 'IDENTIFIER', sent: shared, known: shared, verdict: 'SAME' };
  // Numbers of two systems differ for one person too: only the same number says something.
  return { field: 'IDENTIFIER', sent: sent.join(', '), known: known.join(', '), verdict: 'NOT_KNOWN' };
}

/**
 * Compares a patient whom a person looked up with the subject of the report. It is stricter than the clinic's own
 * comparison: what is not the same is different, so that a slip is asked about and never passed over.
 */
export function compare(subject: Subject | null, person: MatchPersonFragment): Point[] {
  const point = (field: MatchField, sent: string, known: string): Point => ({ field, sent, known, verdict: likeness(sent, known) });
  const sex = subject?.sex === 'UNKNOWN' ? '' : (subject?.sex ?? '');
  return [
    numberPoint(subject, person),
    point('FAMILY', subject?.family ?? '', person.family),
    point('GIVEN', subject?.given ?? '', person.given),
    datePoint(subject?.birthDate ?? '', person),
    point('SEX', sex, person.sex === 'UNKNOWN' ? '' : person.sex),
  ];
}

/** Linking asks again when a field differs, or when nothing at all could be compared. */
export function needsAsking(points: Point[]): boolean {
  return points.some((each) => each.verdict === 'DIFFERENT') || !points.some((each) => each.verdict === 'SAME');
}
